using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>One code as it lay on one lock, with one window; null times are times that the lock does not know. Not a record: its text must not print the digits.</summary>
internal sealed class CodeOnDoor(DoorUse door, string codeId, string digits, DateTimeOffset cameUtc, DateTimeOffset? fromUtc, DateTimeOffset? untilUtc)
{
    public DoorUse Door { get; } = door;

    public string CodeId { get; } = codeId;

    public string Digits { get; } = digits;

    public DateTimeOffset CameUtc { get; } = cameUtc;

    public DateTimeOffset? FromUtc { get; } = fromUtc;

    public DateTimeOffset? UntilUtc { get; } = untilUtc;

    /// <summary>When it was taken off or given another window; null = it lies there to the end of the play.</summary>
    public DateTimeOffset? WentUtc { get; set; }

    /// <summary>From when the keypad opens with it.</summary>
    public DateTimeOffset OpensUtc => FromUtc > CameUtc ? FromUtc.Value : CameUtc;

    /// <summary>Until when; null = to the end of the play and on.</summary>
    public DateTimeOffset? ShutsUtc => WentUtc is { } went && UntilUtc is { } until ? (went < until ? went : until) : WentUtc ?? UntilUtc;

    public bool OpensAt(DateTimeOffset atUtc) => OpensUtc <= atUtc && !(ShutsUtc <= atUtc);
}

/// <summary>Digits that whoever comes learned, at one moment. Not a record: its text must not print them.</summary>
internal sealed class ToldCode(DateTimeOffset atUtc, IReadOnlyList<string> digits)
{
    public DateTimeOffset AtUtc { get; } = atUtc;

    public IReadOnlyList<string> Digits { get; } = digits;
}

/// <summary>A call that reached a contact's phone, without link.</summary>
internal sealed record HostCall(DateTimeOffset AtUtc, string Contact, string Title, string Text);

/// <summary>Somebody typed the code at a door.</summary>
internal sealed record Typed(DateTimeOffset AtUtc, DoorUse Door, bool Opened);

/// <summary>All that was seen at the virtual doors and phones while a stay was played.</summary>
internal sealed class StayRecord
{
    public List<CodeOnDoor> Codes { get; } = [];

    public List<ToldCode> Told { get; } = [];

    /// <summary>Messages that reached the guest's phone.</summary>
    public int Messages { get; set; }

    public List<HostCall> Calls { get; } = [];

    public List<Typed> Typed { get; } = [];

    /// <summary>The acts that took place.</summary>
    public List<StayAct> Acts { get; } = [];

    /// <summary>What the page shows, in order.</summary>
    public List<Happening> Timeline { get; } = [];

    /// <summary>The dates that the source said last.</summary>
    public StayDates? SaidDates { get; set; }

    /// <summary>When nobody was to come any more.</summary>
    public DateTimeOffset? CancelledUtc { get; set; }

    /// <summary>The digits that whoever comes holds now.</summary>
    public IReadOnlyList<string> Held => Told.Count > 0 ? Told[^1].Digits : [];
}
