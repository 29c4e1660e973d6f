using Cendra.Server.Rehearsal;

namespace Cendra.Server.Console.Parts;

/// <summary>One message on a phone of the rehearsal, as its holder reads it: codes are visible, because this is the phone they were sent to.</summary>
/// <param name="ByHolder">Written by whoever holds the phone.</param>
/// <param name="Text">As it arrived.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Note">Beside the time: the channel, or that it was read; empty = nothing.</param>
public sealed record PhoneBubble(bool ByHolder, string Text, DateTimeOffset AtUtc, string Note)
{
    /// <summary>What can be tapped under it.</summary>
    public IReadOnlyList<PhoneTap> Buttons { get; init; } = [];

    /// <summary>Without the text, which may hold a code.</summary>
    public override string ToString() => nameof(PhoneBubble);
}
