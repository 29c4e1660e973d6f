using Cendra.Domain.Audit;

namespace Cendra.Domain.Portfolio;

/// <summary>A system outside that Cendra speaks to: its settings (sealed), how it is doing in words, and when it last worked.</summary>
public sealed class Connection : Audited
{
    public Guid Id { get; init; }
    public ConnectionKind Kind { get; init; }

    /// <summary>Unique; stands in webhook addresses, so lower-case letters, digits and dashes.</summary>
    public required string Name { get; set; }

    /// <summary>Settings with secrets, sealed by the data-protection ring; null when they come from configuration alone.</summary>
    public byte[]? SealedSettings { get; set; }

    /// <summary>Named in configuration: read-only in the console.</summary>
    public bool IsFromConfiguration { get; set; }

    public ConnectionState State { get; set; }

    /// <summary>The state in a host's words, with what to do.</summary>
    public string StateText { get; set; } = "";

    public DateTimeOffset? LastGoodUtc { get; set; }

    /// <summary>Where the next poll starts (Seam events: the newest moment seen; a PMS: its watermark).</summary>
    public DateTimeOffset? WatermarkUtc { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    public int Version { get; set; }

    /// <inheritdoc />
    public override string AuditStream => $"connection:{Id:N}";

    /// <summary>The other side answered.</summary>
    public void MarkGood(DateTimeOffset nowUtc)
    {
        if (State != ConnectionState.Good)
        {
            Note(AuditKind.ConnectionChanged, AuditActor.Cendra, "Works");
        }

        (State, StateText, LastGoodUtc) = (ConnectionState.Good, "Works", nowUtc);
    }

    /// <summary>The other side did not answer as it should; <paramref name="inWords"/> says what a host can do.</summary>
    public void MarkFailing(ConnectionState state, string inWords)
    {
        if (State != state)
        {
            Note(AuditKind.ConnectionChanged, AuditActor.Cendra, inWords);
        }

        (State, StateText) = (state, inWords);
    }

    /// <summary>Leaves a line in the connection's audit chain: who changed what. Never a secret.</summary>
    public void NoteChanged(string actor, string what) => Note(AuditKind.ConnectionChanged, actor, what);
}

/// <summary>What a connection speaks.</summary>
public enum ConnectionKind
{
    /// <summary>Smart locks through Seam.</summary>
    Seam = 0,

    /// <summary>The generic signed reservation webhook.</summary>
    GenericPms = 1,

    /// <summary>A calendar feed.</summary>
    ICalendar = 2,

    /// <summary>WhatsApp and SMS through Twilio.</summary>
    Twilio = 3,

    /// <summary>A mailbox.</summary>
    Email = 4,

    /// <summary>A chat model.</summary>
    ChatModel = 5,

    /// <summary>A vendor's property management system; which one is in the settings.</summary>
    VendorPms = 6,

    /// <summary>Reservations that any system offers at an address.</summary>
    GenericList = 7,

    /// <summary>Reservations that a program puts through the API.</summary>
    Api = 8,

    /// <summary>Reservations of a table that a host uploads.</summary>
    Upload = 9,

    /// <summary>A program outside that is told what becomes of codes and messages.</summary>
    OutgoingWebhook = 10,
}

/// <summary>How a connection is doing.</summary>
public enum ConnectionState
{
    /// <summary>Nothing has been heard yet.</summary>
    Untried = 0,

    /// <summary>The last exchange worked.</summary>
    Good = 1,

    /// <summary>It failed and is tried again; nothing is destroyed meanwhile.</summary>
    Failing = 2,

    /// <summary>It wants somebody to sign in again.</summary>
    NeedsSignIn = 3,
}
