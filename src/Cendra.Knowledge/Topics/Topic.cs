namespace Cendra.Knowledge.Topics;

/// <summary>One of the things that guests ask about: <paramref name="Id"/> is kept with an article and never changes, <paramref name="HostName"/> is what a host reads.</summary>
public sealed record Topic(string Id, string HostName);
