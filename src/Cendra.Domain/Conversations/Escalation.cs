using Cendra.Domain.Audit;

namespace Cendra.Domain.Conversations;

/// <summary>
/// A human is needed. One cause, one escalation: while it is open, everything of the same cause joins it and lists its stays in order of arrival.
/// Unique by cause while open. Left un-notified by whoever raises it; a sweep above tells hosts until one acknowledges.
/// </summary>
public sealed class Escalation : Audited
{
    public Guid Id { get; init; }

    /// <summary>What is wrong and with what: <c>lock-offline:{lock}</c>, <c>end-unproven:{code}</c> …</summary>
    public required string Cause { get; init; }

    public EscalationPriority Priority { get; set; }

    /// <summary>What is wrong, in one line, without digits of a code.</summary>
    public required string Title { get; set; }

    /// <summary>What is known, what Cendra does next by itself, what a person can do.</summary>
    public string Text { get; set; } = "";

    public Guid? LockId { get; set; }
    public Guid? ConnectionId { get; set; }
    public Guid? ConversationId { get; set; }
    public DateTimeOffset RaisedUtc { get; init; }

    /// <summary>First accepted by a provider for a contact; null = nobody told yet.</summary>
    public DateTimeOffset? NotifiedUtc { get; set; }

    /// <summary>When hosts are told next; null with <see cref="NotifiedUtc"/> set = not again.</summary>
    public DateTimeOffset? NextNoticeUtc { get; set; }

    /// <summary>How often hosts have been told.</summary>
    public int NoticeRounds { get; set; }

    public DateTimeOffset? AcknowledgedUtc { get; set; }

    /// <summary>The account of who has it; null where it was taken by the link of a notice.</summary>
    public Guid? AcknowledgedBy { get; set; }

    /// <summary>The name of who has it; empty = nobody.</summary>
    public string AcknowledgedByName { get; set; } = "";

    /// <summary>Until when whoever has it put it off; it is called again then if it is still open. Null = it is not put off.</summary>
    public DateTimeOffset? SnoozedUntilUtc { get; set; }

    public DateTimeOffset? ResolvedUtc { get; set; }

    /// <summary>How it ended, in words.</summary>
    public string Outcome { get; set; } = "";

    public int Version { get; set; }
    public List<EscalationStay> Stays { get; } = [];

    /// <inheritdoc />
    public override string AuditStream => $"escalation:{Id:N}";

    /// <summary>First line of the escalation's chain.</summary>
    public void NoteRaised() => Note(AuditKind.EscalationRaised, AuditActor.Cendra, Title);

    /// <summary>The cause is gone or a person closed it; a closed one stays closed.</summary>
    public void Resolve(string actor, string outcome, DateTimeOffset nowUtc)
    {
        if (ResolvedUtc is null)
        {
            (ResolvedUtc, Outcome) = (nowUtc, outcome);
            Note(AuditKind.EscalationClosed, actor, outcome);
        }
    }

    /// <summary>A person has it: no further notices. The first to say so has it.</summary>
    public void Acknowledge(Guid userId, string name, DateTimeOffset nowUtc)
    {
        if (AcknowledgedUtc is null)
        {
            (AcknowledgedUtc, AcknowledgedBy, AcknowledgedByName) = (nowUtc, userId, name);
            Note(AuditKind.EscalationAcknowledged, AuditActor.Host(userId), "Somebody has it");
        }
    }

    /// <summary>The same by the link of a notice, which only the contact it was sent to has.</summary>
    public void AcknowledgeByLink(Guid contactId, string name, DateTimeOffset nowUtc)
    {
        if (AcknowledgedUtc is null)
        {
            (AcknowledgedUtc, AcknowledgedByName) = (nowUtc, name);
            Note(AuditKind.EscalationAcknowledged, AuditActor.Contact(contactId), "Somebody has it, by the link of a notice");
        }
    }

    /// <summary>A person has it and puts it off: nobody is called until then, and everybody is again from then on while it is open.</summary>
    public void Snooze(Guid userId, string name, DateTimeOffset untilUtc, DateTimeOffset nowUtc)
    {
        if (ResolvedUtc is null)
        {
            (AcknowledgedUtc, AcknowledgedBy, AcknowledgedByName, SnoozedUntilUtc, NextNoticeUtc) = (nowUtc, userId, name, untilUtc, untilUtc);
            Note(AuditKind.EscalationSnoozed, AuditActor.Host(userId), "Put off");
        }
    }

    /// <summary>Nobody has it any more: people are called again from that moment on.</summary>
    public void CallAgain(DateTimeOffset fromUtc) => (AcknowledgedUtc, AcknowledgedBy, AcknowledgedByName, SnoozedUntilUtc, NextNoticeUtc) = (null, null, "", null, fromUtc);

    /// <summary>Leaves a line in this escalation's chain.</summary>
    public void NoteThat(AuditKind kind, string actor, string what) => Note(kind, actor, what);
}

/// <summary>A stay that an escalation touches. Unique by escalation and stay.</summary>
public sealed class EscalationStay
{
    public Guid Id { get; init; }
    public Guid EscalationId { get; set; }
    public Guid StayId { get; set; }

    /// <summary>What it means for this stay and what comes next for it.</summary>
    public string NextStep { get; set; } = "";
}

/// <summary>How fast a person is needed.</summary>
public enum EscalationPriority
{
    /// <summary>Somebody stands outside or is in danger: told at once and every 5 min until acknowledged.</summary>
    P0 = 0,

    /// <summary>Somebody will stand outside, or a door may still open for somebody who left: within 5 min.</summary>
    P1 = 1,

    /// <summary>Needs a person today: within an hour.</summary>
    P2 = 2,

    /// <summary>Daily digest.</summary>
    P3 = 3,
}
