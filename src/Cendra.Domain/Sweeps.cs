namespace Cendra.Domain;

/// <summary>
/// The names of the recurring sweeps. Something below that must cause something above leaves a row and wakes the sweep by its name; it never refers to a class above.
/// </summary>
public static class Sweeps
{
    /// <summary>Works off stored webhooks that no job has worked off yet.</summary>
    public const string ReceivedWebhooks = "received-webhooks";

    /// <summary>Looks again at every stay that is due.</summary>
    public const string DueStays = "due-stays";

    /// <summary>Reads calendars and other sources of reservations.</summary>
    public const string Sources = "sources";

    /// <summary>Reads Seam's events since the last look.</summary>
    public const string SeamEvents = "seam-events";

    /// <summary>Reads the list of locks with their health.</summary>
    public const string LockHealth = "lock-health";

    /// <summary>Lists everything that stands on each lock, each in its turn.</summary>
    public const string LockAudits = "lock-audits";

    /// <summary>Forgets old readings of locks.</summary>
    public const string OldReadings = "old-readings";

    /// <summary>Writes the morning messages of hosts, and says what is not ready at four hours before check-in.</summary>
    public const string HostsDay = "hosts-day";

    /// <summary>Calls the address that raises the alarm when Cendra falls silent.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>Finds what guests must be told, answers them, and brings messages on their way.</summary>
    public const string DueMessages = "due-messages";

    /// <summary>Fetches pictures and recordings of guests, takes them away at the provider, and forgets them in time.</summary>
    public const string GuestFiles = "guest-files";

    /// <summary>Reads what guests wrote, and what became of messages, where no webhook brought it.</summary>
    public const string MissedMessages = "missed-messages";

    /// <summary>Takes away what a provider keeps of messages that carried a code, once the code opens nothing any more.</summary>
    public const string Redactions = "redactions";

    /// <summary>Tells programs outside what became of codes and messages.</summary>
    public const string OutgoingEvents = "outgoing-events";

    /// <summary>Writes codes into the fields of booking systems, and reads them back.</summary>
    public const string CodeWriteBacks = "code-write-backs";

    /// <summary>Looks whether promises to guests were kept, and calls a host in time before those that were not.</summary>
    public const string Promises = "promises";

    /// <summary>Looks for hosts' answers to questions that nothing answered.</summary>
    public const string Candidates = "article-candidates";

    /// <summary>Tells hosts of escalations that nobody has been told of.</summary>
    public const string NotifyHosts = "notify-hosts";
}
