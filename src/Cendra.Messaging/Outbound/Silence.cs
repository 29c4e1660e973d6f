using Cendra.Domain.Conversations;

namespace Cendra.Messaging.Outbound;

/// <summary>On which ways an address wants no messages: stopped in whichever conversation, and nothing written on that way since in any. Pure.</summary>
public static class Silence
{
    /// <summary>The ways. All identities must be of one address.</summary>
    public static IReadOnlyList<ChannelKind> Of(IReadOnlyCollection<ChannelIdentity> known) =>
        [.. known.GroupBy(i => i.Channel).Where(way => way.Max(i => i.OptedOutUtc) is { } stopped && !(way.Max(i => i.LastInboundUtc) > stopped)).Select(way => way.Key)];
}
