namespace Diner.Testing.Doubles;

/// <summary>How a double tells a shop of something. Everything but <see cref="None"/> is what providers were seen doing, or what a forger would.</summary>
public enum Mischief
{
    /// <summary>As it should.</summary>
    None,

    /// <summary>Kept back until <see cref="Postman.ReleaseAsync"/>, which sends what is kept in the order it was written.</summary>
    Late,

    /// <summary>Kept back until <see cref="Postman.ReleaseAsync"/>, which sends these the newest first.</summary>
    OutOfOrder,

    /// <summary>Told a second time: written and signed anew, with the same numbers in it.</summary>
    Twice,

    /// <summary>The very bytes that were sent, once more.</summary>
    Replay,

    /// <summary>Never sent. The double's books have it, so asking finds it.</summary>
    Lost,

    /// <summary>One minor unit more arrived than was asked for; the double's books say so too.</summary>
    WrongAmount,

    /// <summary>The right number in another currency.</summary>
    WrongCurrency,

    /// <summary>For somebody else's account.</summary>
    WrongMerchant,

    /// <summary>Signed by a key that is not the provider's, under the provider's name.</summary>
    ForgedSign,

    /// <summary>Signed an hour ago.</summary>
    ExpiredTimestamp,

    /// <summary>Signed by the key the provider has changed to.</summary>
    RotatedKey,

    /// <summary>Genuine, but says that it is not paid yet.</summary>
    NotPaid,
}

/// <summary>How a double answers when it is called.</summary>
public enum AnswerMischief
{
    /// <summary>As it should.</summary>
    None,

    /// <summary>Status 500, and nothing is done.</summary>
    Fails,

    /// <summary>Does what it was asked for, and then answers 500: the caller cannot know.</summary>
    LosesTheAnswer,

    /// <summary>After <see cref="Answers.Slowness"/>.</summary>
    Slow,

    /// <summary>Nothing, until the caller gives up; nothing is done.</summary>
    Silent,

    /// <summary>Status 200 and no text of the protocol; nothing is done.</summary>
    Nonsense,
}
