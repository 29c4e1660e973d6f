using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Search;
using Cendra.Lifecycle.Orders;

namespace Cendra.Agent;

/// <summary>
/// What one answer is written for: what the guest wrote since the last one, what was said before, and the one stay that the channel proves. Not a record: its text holds what guests
/// wrote and must not reach a log by accident.
/// </summary>
public sealed class GuestTurn
{
    /// <summary>The stay with reservation, property, doors, locks, pins and codes; null = nobody knows who writes, or there is no stay to speak of.</summary>
    public required Stay? Stay { get; init; }

    /// <summary>
    /// Where there is no stay to speak of: that of this address that is not agreed yet or is cancelled, with its property. Nothing of it is said but that; null = nobody knows who writes.
    /// </summary>
    public Stay? Unearned { get; init; }

    /// <summary>What the channel proves of who writes.</summary>
    public required IdentityLevel Level { get; init; }

    /// <summary>What is to be answered, oldest first; all by the guest; none where the door or the clock speaks.</summary>
    public required IReadOnlyList<TurnLine> New { get; init; }

    /// <summary>What was said before, oldest first, without <see cref="New"/>.</summary>
    public required IReadOnlyList<TurnLine> Before { get; init; }

    /// <summary>BCP 47: what the conversation is held in so far, else the guest's language by the reservation, else empty.</summary>
    public required string Language { get; init; }

    /// <summary>The guest has been told that an assistant answers here and how to reach a person.</summary>
    public required bool AssistantDeclared { get; init; }

    /// <summary>A human has been called in this conversation and has not closed it.</summary>
    public required bool HostIsCalled { get; init; }

    /// <summary>What the host wrote that may be told to this guest: of this property, in force for this stay, one text a matter.</summary>
    public CompiledGuide Guide { get; init; } = CompiledGuide.Empty;

    /// <summary>The meaning of what is asked, as numbers of the model that made those of <see cref="Guide"/>; empty without such a model.</summary>
    public ReadOnlyMemory<float> Meaning { get; init; }

    /// <summary>The guest stands at a door that stays shut, as far as that was noticed before; null = no such thing is open.</summary>
    public LockOut? LockOut { get; init; }

    /// <summary>What the locks of this stay refused in the last quarter of an hour.</summary>
    public IReadOnlyList<LockDenial> Denials { get; init; } = [];

    /// <summary>How far the times of the stay can be moved; null = they cannot.</summary>
    public StayRoom? Room { get; init; }

    /// <summary>Topics that the policy of the house keeps for a person, at every property.</summary>
    public IReadOnlyList<string> KeptTopics { get; init; } = [];

    /// <summary>What the model may still cost.</summary>
    public ModelBudget Budget { get; init; } = ModelBudget.Unlimited;

    /// <summary>Why people are called in this conversation and have not closed it: the titles, which hold nothing of a guest.</summary>
    public IReadOnlyList<string> OpenCalls { get; init; } = [];

    /// <summary>Names and addresses of the house's other properties, of which no guest of this one hears.</summary>
    public IReadOnlyList<string> OtherPlaces { get; init; } = [];

    /// <summary>The PINs that the doors of the stay know: no request to a model holds one.</summary>
    public KnownPins Pins { get; init; } = KnownPins.None;

    /// <summary>The stays between which whoever writes may choose, <see cref="Stay"/> among them, in the order of their numbers; empty = there is nothing to choose.</summary>
    public IReadOnlyList<StayOption> Stays { get; init; } = [];

    /// <summary>It is not known of which of them this speaks, and <see cref="Stay"/> is only the nearest; null = it speaks of that.</summary>
    public StayQuestion? WhichStay { get; init; }

    /// <summary>Now, by Cendra's clock.</summary>
    public required DateTimeOffset NowUtc { get; init; }

    /// <summary>The same, to be answered from nothing that the host wrote for guests.</summary>
    public GuestTurn WithoutGuide() => new()
    {
        Stay = Stay, Unearned = Unearned, Level = Level, New = New, Before = Before, Language = Language, AssistantDeclared = AssistantDeclared, HostIsCalled = HostIsCalled, LockOut = LockOut, Denials = Denials, NowUtc = NowUtc, Room = Room, Stays = Stays, WhichStay = WhichStay,
    };
}

/// <summary>One message of a conversation, cleaned: codes stand as tokens or as <c>[[typed]]</c>. Not a record, for the same reason.</summary>
public sealed class TurnLine
{
    public required MessageAuthor Author { get; init; }

    public required string Text { get; init; }

    /// <summary>What came beside the text ("image/jpeg", "location"); empty = nothing.</summary>
    public string Attachment { get; init; } = "";

    /// <summary>The text that the guest quoted with it; empty = none.</summary>
    public string Quoted { get; init; } = "";

    /// <summary>What the digits were that the guest typed.</summary>
    public TypedCode Typed { get; init; }

    public required DateTimeOffset AtUtc { get; init; }
}
