using System.ComponentModel.DataAnnotations.Schema;

namespace Cendra.Domain.Audit;

/// <summary>
/// An entity that writes its own audit lines: what it notes while it changes is chained and stored in the very save that stores the change, so that
/// neither can be had without the other.
/// </summary>
public abstract class Audited
{
    private readonly List<AuditNote> _pendingNotes = [];

    /// <summary>The chain this entity writes to, for example <c>stay:…</c>.</summary>
    [NotMapped]
    public abstract string AuditStream { get; }

    /// <summary>Lines noted since the last save.</summary>
    [NotMapped]
    internal IReadOnlyList<AuditNote> PendingNotes => _pendingNotes;

    /// <summary>The lines are stored.</summary>
    internal void ForgetNotes() => _pendingNotes.Clear();

    /// <summary>Adds a line. <paramref name="what"/> is read by people and holds neither digits of a PIN nor personal data; those go into <paramref name="personal"/>.</summary>
    protected void Note(AuditKind kind, string actor, string what, Guid? subjectId = null, IReadOnlyDictionary<string, string>? personal = null) =>
        _pendingNotes.Add(new AuditNote(kind, actor, what, subjectId, personal));
}

/// <summary>A line on its way into a chain.</summary>
internal sealed record AuditNote(AuditKind Kind, string Actor, string What, Guid? SubjectId, IReadOnlyDictionary<string, string>? Personal);

/// <summary>Who acted, where it was no person. A person is written as <c>host:</c> and the id of the account.</summary>
public static class AuditActor
{
    /// <summary>Cendra by its own rules.</summary>
    public const string Cendra = "cendra";

    /// <summary>Seam or the lock behind it.</summary>
    public const string Seam = "seam";

    /// <summary>The source of the reservation.</summary>
    public const string Pms = "pms";

    /// <summary>The guest or whoever writes from the guest's address.</summary>
    public const string Guest = "guest";

    /// <summary>A person who is called, by the link of a notice.</summary>
    public static string Contact(Guid contactId) => $"contact:{contactId:N}";

    /// <summary>A signed-in person.</summary>
    public static string Host(Guid userId) => $"host:{userId:N}";
}

/// <summary>What happened. Stored by name, so that a value keeps its meaning for ever.</summary>
public enum AuditKind
{
    /// <summary>A reservation arrived.</summary>
    ReservationReceived,

    /// <summary>Dates, times, unit or guest of a reservation changed.</summary>
    ReservationChanged,

    /// <summary>An older or contradicting version was ignored.</summary>
    ReservationIgnored,

    /// <summary>A positive cancellation arrived.</summary>
    ReservationCancelled,

    /// <summary>A PIN was chosen for the stay.</summary>
    PinChosen,

    /// <summary>A later PIN took the place of an earlier one.</summary>
    PinReplaced,

    /// <summary>A door needs a code of this stay.</summary>
    CodePlanned,

    /// <summary>The vendor was asked to make the code.</summary>
    CodeRequested,

    /// <summary>The vendor holds the code; the lock not yet.</summary>
    CodeAccepted,

    /// <summary>The lock holds the code for a window still to come.</summary>
    CodeScheduled,

    /// <summary>The code opens the door.</summary>
    CodeActive,

    /// <summary>The door was opened with it.</summary>
    CodeUsed,

    /// <summary>The window of the code changed.</summary>
    CodeWindowChanged,

    /// <summary>Something about the code is not as it should be.</summary>
    CodeFault,

    /// <summary>A fault is over.</summary>
    CodeFaultCleared,

    /// <summary>The vendor was asked to take the code off.</summary>
    CodeRemovalRequested,

    /// <summary>Read back: the lock no longer holds it.</summary>
    CodeRevoked,

    /// <summary>The lock keeps the time itself and has ended it; not read back.</summary>
    CodeEndedByLock,

    /// <summary>Nobody can say that it is off the lock.</summary>
    CodeEndUnproven,

    /// <summary>A host ordered something about a stay's codes or times.</summary>
    HostOrdered,

    /// <summary>Everything on a lock was listed.</summary>
    LockAudited,

    /// <summary>A host decided about a code that was found on a lock.</summary>
    FoundCodeDecided,

    /// <summary>Digits left through one of the exits.</summary>
    CodeDisclosed,

    /// <summary>The window of a stay was computed anew.</summary>
    WindowChanged,

    /// <summary>An escalation was opened.</summary>
    EscalationRaised,

    /// <summary>An escalation was closed.</summary>
    EscalationClosed,

    /// <summary>A person has an escalation.</summary>
    EscalationAcknowledged,

    /// <summary>A person put an escalation off.</summary>
    EscalationSnoozed,

    /// <summary>A host was told: a provider took the notice.</summary>
    HostTold,

    /// <summary>The page behind a link was looked at.</summary>
    LinkViewed,

    /// <summary>A provider took a message to the guest.</summary>
    MessageSent,

    /// <summary>A message is on the guest's device.</summary>
    MessageDelivered,

    /// <summary>A channel did not take a message, or it did not arrive.</summary>
    MessageFailed,

    /// <summary>A message was stopped or withdrawn before it left.</summary>
    MessageStopped,

    /// <summary>A person was warned that a text contradicts what is programmed, and sent it.</summary>
    MessageSentAnyway,

    /// <summary>Something was promised to the guest.</summary>
    CommitmentMade,

    /// <summary>A promise was kept or withdrawn.</summary>
    CommitmentSettled,

    /// <summary>The guest wrote.</summary>
    GuestWrote,

    /// <summary>Another address of the guest proved itself by a one-time code.</summary>
    AddressProven,

    /// <summary>An address that had proven itself counts no more.</summary>
    AddressRevoked,

    /// <summary>A guest of several stays speaks of this one from now on.</summary>
    StayChosen,

    /// <summary>A person answers in this conversation from now on.</summary>
    ConversationTaken,

    /// <summary>Cendra answers in this conversation again.</summary>
    ConversationGivenBack,

    /// <summary>Messages to guests were stopped, or allowed to leave.</summary>
    OutboundSwitched,

    /// <summary>A lock went offline.</summary>
    LockOffline,

    /// <summary>A lock came back.</summary>
    LockOnline,

    /// <summary>A connection changed its state or its settings.</summary>
    ConnectionChanged,

    /// <summary>A property was set up or changed.</summary>
    PropertyChanged,

    /// <summary>An article was written, changed, approved or put away, or a candidate decided.</summary>
    ArticleChanged,

    /// <summary>A person took articles out as a file.</summary>
    ArticlesExported,

    /// <summary>A release of words and policy was begun, changed, judged, published or withdrawn, or a test case kept.</summary>
    ReleaseChanged,

    /// <summary>A secret of a property was set or forgotten.</summary>
    SecretChanged,

    /// <summary>A secret of a property leaves, to a guest or to the eyes of a host.</summary>
    SecretDisclosed,

    /// <summary>A person signed in, out or was refused.</summary>
    SignIn,

    /// <summary>An account was made or changed.</summary>
    AccountChanged,

    /// <summary>Personal fields were erased on request.</summary>
    PersonalErased,
}
