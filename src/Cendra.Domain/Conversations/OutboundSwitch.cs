using Cendra.Domain.Audit;

namespace Cendra.Domain.Conversations;

/// <summary>What may leave this installation. One row; without it nothing is stopped and nothing is live but what configuration says.</summary>
public sealed class OutboundSwitch : Audited
{
    /// <summary>The id of the one row.</summary>
    public static readonly Guid TheId = new("0c0ffee0-0000-7000-8000-000000000001");

    public Guid Id { get; init; } = TheId;

    /// <summary>Since when messages go to everybody; null = only to the allow-list, unless <c>Outbound:Live</c> is set.</summary>
    public DateTimeOffset? LiveSinceUtc { get; private set; }

    /// <summary>Since when no automatic message leaves; null = they leave. Codes on locks go on.</summary>
    public DateTimeOffset? StoppedSinceUtc { get; private set; }

    public int Version { get; set; }

    /// <inheritdoc />
    public override string AuditStream => "outbound";

    /// <summary>Stops all automatic messages, or lets them leave again.</summary>
    public void Stop(bool stop, string actor, DateTimeOffset nowUtc)
    {
        if (stop != StoppedSinceUtc.HasValue)
        {
            StoppedSinceUtc = stop ? nowUtc : null;
            Note(AuditKind.OutboundSwitched, actor, stop ? "All automatic messages stopped" : "Automatic messages leave again");
        }
    }

    /// <summary>Lets messages go to everybody, or only to the allow-list.</summary>
    public void GoLive(bool live, string actor, DateTimeOffset nowUtc)
    {
        if (live != LiveSinceUtc.HasValue)
        {
            LiveSinceUtc = live ? nowUtc : null;
            Note(AuditKind.OutboundSwitched, actor, live ? "Messages go to all guests" : "Messages go to the allow-list only");
        }
    }
}
