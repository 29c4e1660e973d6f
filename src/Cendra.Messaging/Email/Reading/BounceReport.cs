using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;
using MimeKit;

namespace Cendra.Messaging.Email.Reading;

/// <summary>What became of a mail on its way to one receiver.</summary>
public enum BounceAction
{
    /// <summary>The report says something nobody knows: nothing is concluded from it.</summary>
    Unknown,

    /// <summary>It did not arrive and will not; with a status of 5 the address is of no use.</summary>
    Failed,

    /// <summary>Not yet; the server goes on trying.</summary>
    Delayed,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It was handed to a server that reports nothing.</summary>
    Relayed,
}

/// <summary>One receiver of a report.</summary>
/// <param name="Address">Whom the mail was written to, as far as the report knows; lower case.</param>
/// <param name="Action">What became of it there.</param>
/// <param name="Status">RFC 3463, such as 5.1.1; empty = none given.</param>
/// <param name="Diagnostic">What the other server said: one line of at most 300 characters, for hosts. Empty = nothing.</param>
public sealed record BouncedReceiver(string Address, BounceAction Action, string Status, string Diagnostic)
{
    /// <summary>The address will never take mail: failed, and not for a passing reason.</summary>
    public bool IsPermanent => Action == BounceAction.Failed && Status.StartsWith('5');

    /// <summary>For logs: no address stands in it.</summary>
    public override string ToString() => $"BouncedReceiver {Action} {Status}";
}

/// <summary>
/// A report on a mail of ours (RFC 3464), also where a provider sends one with nothing in its machine-readable part. Anybody can write such a report: what it says of an address must be held against a
/// mail that we sent there, by <paramref name="OriginalMessageId"/>.
/// </summary>
/// <param name="Receivers">Never empty.</param>
/// <param name="OriginalMessageId">Of the mail it reports on; null = the report does not say.</param>
public sealed record BounceReport(IReadOnlyList<BouncedReceiver> Receivers, string? OriginalMessageId)
{
    private const int MostReceivers = 50;
    private const int LongestDiagnostic = 300;

    private static readonly Regex StatusShape = new(@"(?:^|[^0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:[^0-9.]|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The report that a mail is; null = it is none, or names nobody.</summary>
    public static BounceReport? Of(MimeMessage mime)
    {
        var parts = Parts(mime.Body, 0).Take(100).ToList();
        var receivers = parts.OfType<MessageDeliveryStatus>().SelectMany(Groups).Select(Receiver).OfType<BouncedReceiver>().Take(MostReceivers).ToList();
        if (receivers.Count == 0)
        {
            var named = mime.Headers.Where(h => h.Field.Equals("X-Failed-Recipients", StringComparison.OrdinalIgnoreCase)).SelectMany(h => h.Value.Split(','));
            receivers = [.. named.Take(MostReceivers).Select(MailAddresses.Of).OfType<string>().Select(a => new BouncedReceiver(a, BounceAction.Failed, "", ""))];
        }

        return receivers.Count == 0 ? null : new BounceReport(receivers, Original(parts) ?? MailIds.Answered(mime));
    }

    private static IEnumerable<MimeEntity> Parts(MimeEntity? part, int depth) =>
        part is Multipart several && depth < 5 ? several.SelectMany(p => Parts(p, depth + 1)) : part is null ? [] : [part];

    private static IEnumerable<HeaderList> Groups(MessageDeliveryStatus status)
    {
        try
        {
            return [.. status.StatusGroups.Where(g => g.Contains("Final-Recipient") || g.Contains("Original-Recipient"))];
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            return [];
        }
    }

    private static BouncedReceiver? Receiver(HeaderList group)
    {
        var diagnostic = OneLine.Of(AfterType(group["Diagnostic-Code"]), LongestDiagnostic);
        var address = Address(group["Original-Recipient"]) ?? Address(group["Final-Recipient"]);
        var match = StatusShape.Match(group["Status"] ?? "") is { Success: true } said ? said : StatusShape.Match(diagnostic);
        var action = (group["Action"] ?? "").Split(' ', '(')[0].Trim().ToLowerInvariant() switch
        {
            "failed" => BounceAction.Failed,
            "delayed" => BounceAction.Delayed,
            "delivered" => BounceAction.Delivered,
            "relayed" or "expanded" => BounceAction.Relayed,
            _ => BounceAction.Unknown,
        };
        return address is null ? null : new BouncedReceiver(address, action, match.Groups[1].Value, diagnostic);
    }

    /// <summary><c>rfc822; ana@example.com</c>, with brackets or without.</summary>
    private static string? Address(string? value) => MailAddresses.Of(AfterType(value).Trim().Trim('<', '>'));

    private static string AfterType(string? value) => value is null ? "" : value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..];

    private static string? Original(List<MimeEntity> parts)
    {
        foreach (var part in parts)
        {
            if (part is MessagePart { Message: { } message } && MailIds.Own(message) is { } whole)
            {
                return whole;
            }

            if (part is TextPart headers && headers.ContentType.IsMimeType("text", "rfc822-headers") && FromHeaders(headers) is { } id)
            {
                return id;
            }
        }

        return null;
    }

    private static string? FromHeaders(TextPart part)
    {
        using var content = part.Content?.Open() ?? Stream.Null;
        try
        {
            return MailIds.Own(new MimeMessage(HeaderList.Load(content)));
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            return null;
        }
    }
}
