using Cendra.Domain.Conversations;

namespace Cendra.Lifecycle.Escalations;

/// <summary>Who closes what, and how long what is open may be put off.</summary>
public static class EscalationEnds
{
    /// <summary>Causes of which nobody but a person can say that they are over. Every other one is looked at again by Cendra, which closes it when it is gone and would open it anew while it is not.</summary>
    private static readonly string[] ByPeople =
        ["guest:", "fallback-told:", "locked-out:", "unanswered:", "blocked:", "undelivered:", "said:", "source-inferred:", "lock-limits:", UnreadMail, UnknownMail, UnworkedCall, AddressProven, OptOut, ModelBudget];

    /// <summary>A mail that nobody could read here: somebody must look for it where it lies.</summary>
    public const string UnreadMail = "unread-mail:";

    /// <summary>What came in from outside and cannot be worked off.</summary>
    public const string UnworkedCall = "unworked:";

    /// <summary>Mails of people whom nobody knows wait in the inbox.</summary>
    public const string UnknownMail = "unknown-mail:";

    /// <summary>Another address proved itself. A word that waits for nobody.</summary>
    public const string AddressProven = "address:";

    /// <summary>A draft of Cendra's that nobody has decided on. It ends by itself when somebody sends it, changes it or throws it away, or when the guest writes again.</summary>
    public const string Draft = "draft:";

    /// <summary>A guest wants no messages on a way. A word that waits for nobody.</summary>
    public const string OptOut = "opt-out:";

    /// <summary>The model's tokens of a month come to their end, or have.</summary>
    public const string ModelBudget = "model-budget:";

    /// <summary>Those that are open and want a person to do something, without the words that only tell.</summary>
    public static IQueryable<Escalation> WaitingForPerson(IQueryable<Escalation> escalations) =>
        escalations.Where(e => e.ResolvedUtc == null && !e.Cause.StartsWith(AddressProven) && !e.Cause.StartsWith(OptOut));

    /// <summary>The same of one that was read.</summary>
    public static bool WaitsForPerson(Escalation escalation) =>
        escalation.ResolvedUtc is null && !escalation.Cause.StartsWith(AddressProven, StringComparison.Ordinal) && !escalation.Cause.StartsWith(OptOut, StringComparison.Ordinal);

    /// <summary>A person says when it is over.</summary>
    public static bool IsByPeople(string cause) => ByPeople.Any(p => cause.StartsWith(p, StringComparison.Ordinal));

    /// <summary>The longest it may be put off: while somebody stands outside, hardly.</summary>
    public static TimeSpan LongestSnooze(EscalationPriority priority) => priority switch
    {
        EscalationPriority.P0 => TimeSpan.FromMinutes(15),
        EscalationPriority.P1 => TimeSpan.FromHours(1),
        EscalationPriority.P2 => TimeSpan.FromHours(12),
        EscalationPriority.P3 => TimeSpan.FromDays(14),
    };
}
