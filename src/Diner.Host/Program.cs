using Diner.Host.Cli;

return await CommandLine.RunAsync(args);
