namespace Diner.Vault.Receive;

/// <summary>Why a file that was uploaded cannot be one of keys. Names are part of the texts of the page.</summary>
public enum FileRefusal
{
    /// <summary>More bytes than a file of keys may have.</summary>
    TooLarge,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>An archive, which every newer Office file is too.</summary>
    Archive,

    /// <summary>A program.</summary>
    Program,

    /// <summary>PDF.</summary>
    Document,

    /// <summary>Text in UTF-16, with its mark or without.</summary>
    Utf16,

    /// <summary>Anything else that is no text.</summary>
    Binary,
}
