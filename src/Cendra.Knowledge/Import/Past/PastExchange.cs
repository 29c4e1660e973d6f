namespace Cendra.Knowledge.Import.Past;

/// <summary>One message of a past conversation, as a file holds it.</summary>
/// <param name="Conversation">Which conversation it belongs to.</param>
/// <param name="IsHost">A host wrote it; else a guest.</param>
/// <param name="AtUtc">When it was written.</param>
/// <param name="Text">Without quoted history.</param>
/// <param name="PropertyName">Empty = none named.</param>
/// <param name="Names">Names of people that are to be masked.</param>
/// <param name="Place">Where it stands in the file.</param>
internal sealed record PastMessage(string Conversation, bool IsHost, DateTimeOffset AtUtc, string Text, string PropertyName, IReadOnlyList<string> Names, string Place);

/// <summary>What a guest asked and what a host answered first, with names, addresses, numbers and codes masked.</summary>
/// <param name="GuestQuestion">What guests asked before that answer; several messages are lines.</param>
/// <param name="HostReply">The first answer, within three days.</param>
/// <param name="PropertyName">Empty = none named.</param>
/// <param name="AtUtc">When the question was asked.</param>
/// <param name="Place">Where the question stands in the file.</param>
public sealed record PastExchange(string GuestQuestion, string HostReply, string PropertyName, DateTimeOffset AtUtc, string Place)
{
    /// <summary>For logs: the place alone, for people wrote the texts.</summary>
    public override string ToString() => $"Exchange at {Place}";
}

/// <summary>What a file of past conversations holds.</summary>
/// <param name="Exchanges">Questions with answers.</param>
/// <param name="Problems">What could not be read.</param>
/// <param name="Messages">How many messages were read.</param>
public sealed record PastResult(IReadOnlyList<PastExchange> Exchanges, IReadOnlyList<ImportProblem> Problems, int Messages);
