using System.Text.Json;
using Cendra.Domain.Audit;

namespace Cendra.Server.Console.Words;

/// <summary>One line of what happened: who, what, and the sign in front of it (<c>ember</c> = Cendra by itself, <c>human</c>, <c>ready</c>, <c>risk</c> or none).</summary>
public sealed record Happening(DateTimeOffset AtUtc, string Source, string Text, string Detail, string Node, string Icon);

/// <summary>Audit lines in the words of the timeline.</summary>
public static class AuditWords
{
    /// <summary>Turns a line into words; <paramref name="nameOf"/> names the account behind an id.</summary>
    public static Happening Of(AuditEvent line, Func<Guid, string> nameOf)
    {
        if (HostOf(line.Actor) is { } id)
        {
            return new(line.OccurredUtc, "Person", $"{nameOf(id)}: {line.What}", Detail(line), "human", "user");
        }

        var (source, icon) = line.Actor switch
        {
            AuditActor.Cendra when line.Kind is AuditKind.MessageSent or AuditKind.MessageStopped or AuditKind.CodeDisclosed or AuditKind.SecretDisclosed => ("Message", "mark"),
            AuditActor.Cendra when line.Kind is AuditKind.MessageDelivered or AuditKind.MessageFailed => ("Delivery", Symbol(line.Kind)),
            AuditActor.Cendra => ("Decision", "mark"),
            AuditActor.Guest => ("Guest", "message-circle"),
            _ when line.Actor.StartsWith("contact:", StringComparison.Ordinal) => ("Person", "user"),
            AuditActor.Seam => ("Seam", Symbol(line.Kind)),
            AuditActor.Pms => ("Booking", "calendar-days"),
            "door" => ("Door", "door-open"),
            _ => (line.Actor, Symbol(line.Kind)),
        };
        return new(line.OccurredUtc, source, line.What, Detail(line), Node(line), icon);
    }

    /// <summary>The account behind an actor, or null when it was no person.</summary>
    public static Guid? HostOf(string actor) =>
        actor.StartsWith("host:", StringComparison.Ordinal) && Guid.TryParse(actor.AsSpan("host:".Length), out var id) ? id : null;

    private static string Node(AuditEvent line) => line.Kind switch
    {
        AuditKind.CodeFault or AuditKind.CodeEndUnproven or AuditKind.ReservationIgnored or AuditKind.LockOffline or AuditKind.MessageFailed => "risk",
        AuditKind.CodeScheduled or AuditKind.CodeActive or AuditKind.CodeUsed or AuditKind.CodeRevoked or AuditKind.CodeFaultCleared or AuditKind.MessageDelivered => "ready",
        _ when line.Actor == AuditActor.Cendra => "ember",
        _ => "",
    };

    private static string Symbol(AuditKind kind) => kind switch
    {
        AuditKind.CodeRevoked => "shield-check",
        AuditKind.CodeUsed => "door-open",
        AuditKind.CodeFault or AuditKind.CodeEndUnproven => "triangle-alert",
        AuditKind.MessageDelivered => "check-check",
        AuditKind.MessageFailed => "octagon-x",
        AuditKind.LockOffline => "wifi-off",
        AuditKind.LockOnline => "wifi",
        AuditKind.CodeScheduled or AuditKind.CodeActive => "lock",
        _ => "refresh-cw",
    };

    private static string Detail(AuditEvent line)
    {
        if (line.Personal is null)
        {
            return line.PersonalCommitment.Length > 0 ? "Personal details were erased." : "";
        }

        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(line.Personal.Fields) ?? [];
        return string.Join(" ", fields.Where(f => f.Value.Length > 0).Select(f => f.Key == "reason" ? $"Reason given: “{f.Value}”." : $"{Count.Capital(f.Key)}: {f.Value}."));
    }
}
