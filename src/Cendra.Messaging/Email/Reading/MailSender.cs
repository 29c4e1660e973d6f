using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;
using MimeKit;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Why nobody can be said to have written a mail.</summary>
public enum FromProblem
{
    /// <summary>One header, one mailbox: somebody says to have written it.</summary>
    None,

    /// <summary>No From header, or an empty one.</summary>
    Missing,

    /// <summary>Two From headers: programs differ in which one they show.</summary>
    SeveralHeaders,

    /// <summary>Two mailboxes, or a group.</summary>
    SeveralMailboxes,

    /// <summary>What stands there is no address.</summary>
    NotAnAddress,
}

/// <summary>What makes a sender suspicious; a human looks at such a mail.</summary>
[Flags]
public enum SenderSuspicions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The name shown is another address than the mail's.</summary>
    NameShowsAnotherAddress = 1,

    /// <summary>An answer would go to another domain.</summary>
    RepliesGoElsewhere = 2,

    /// <summary>The address for answers is none.</summary>
    BrokenReplyTo = 4,
}

/// <summary>Who a mail says it is from. None of it proves anything; names are never compared.</summary>
/// <param name="Address">Lower case, the domain in ASCII; null when <paramref name="Problem"/> says why.</param>
/// <param name="Problem">Why nobody can be said to have written it.</param>
/// <param name="ReplyTo">Likewise; null = none, several, or none that mail could be sent to.</param>
/// <param name="Suspicions">What a human should look at.</param>
public sealed record MailSender(string? Address, FromProblem Problem, string? ReplyTo, SenderSuspicions Suspicions)
{
    /// <summary>For logs: no address stands in it.</summary>
    public override string ToString() => $"MailSender {Problem} {Suspicions}";

    internal static MailSender Of(MimeMessage mime)
    {
        var headers = mime.Headers.Where(h => h.Id == HeaderId.From).ToList();
        var found = headers.Count == 1 ? Addresses(headers[0]) : [];
        var mailbox = found is [MailboxAddress only] ? only : null;
        var address = MailAddresses.Of(mailbox?.Address);
        var problem = headers.Count == 0 ? FromProblem.Missing
            : headers.Count > 1 ? FromProblem.SeveralHeaders
            : found.Count == 0 ? string.IsNullOrWhiteSpace(headers[0].Value) ? FromProblem.Missing : FromProblem.NotAnAddress
            : mailbox is null ? FromProblem.SeveralMailboxes
            : address is null ? FromProblem.NotAnAddress
            : FromProblem.None;
        var (replyTo, suspicions) = Replies(mime, address);
        return new MailSender(address, problem, replyTo, suspicions | (ShowsAnother(mailbox?.Name, address) ? SenderSuspicions.NameShowsAnotherAddress : SenderSuspicions.None));
    }

    internal static List<InternetAddress> Addresses(Header header) =>
        InternetAddressList.TryParse(header.RawValue, out var list) ? [.. list] : [];

    private static (string? ReplyTo, SenderSuspicions Suspicions) Replies(MimeMessage mime, string? from)
    {
        var headers = mime.Headers.Where(h => h.Id == HeaderId.ReplyTo && !string.IsNullOrWhiteSpace(h.Value)).ToList();
        if (headers.Count == 0)
        {
            return (null, SenderSuspicions.None);
        }

        var addresses = headers.SelectMany(Addresses).Select(a => MailAddresses.Of((a as MailboxAddress)?.Address)).ToList();
        var suspicions = addresses.Count == 0 || addresses.Contains(null) ? SenderSuspicions.BrokenReplyTo : SenderSuspicions.None;
        suspicions |= addresses.Exists(a => a is not null && MailAddresses.DomainOf(a) != MailAddresses.DomainOf(from)) ? SenderSuspicions.RepliesGoElsewhere : SenderSuspicions.None;
        return (addresses is [{ } only] ? only : null, suspicions);
    }

    private static bool ShowsAnother(string? name, string? address) =>
        name is { Length: > 0 } && AnAddress.Matches(name.Length > 500 ? name[..500] : name).Any(m => MailAddresses.Of(m.Value.Trim('.').Replace('\uFF20', '@').Replace('\uFE6B', '@')) is { } shown && shown != address);

    /// <summary>With the signs too that look like the one between a name and a domain.</summary>
    private static readonly Regex AnAddress = new(@"[^\s@\uFF20\uFE6B<>()\[\]\\,;:""']+[@\uFF20\uFE6B][^\s@\uFF20\uFE6B<>()\[\]\\,;:""']+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
