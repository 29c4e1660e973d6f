using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;
using MimeKit;
using MimeKit.Cryptography;

namespace Cendra.Messaging.Email.Reading;

/// <summary>What our own receiving server found out about the sender.</summary>
public enum SenderVerdict
{
    /// <summary>Nothing that can be relied on. Not a bad sign: many servers stamp nothing.</summary>
    Unknown,

    /// <summary>The domain of the From address let this mail go out (DMARC passed, aligned).</summary>
    Verified,

    /// <summary>The domain of the From address says that this mail is not its own.</summary>
    Spoofed,
}

/// <summary>
/// Whether the From address may be believed. Only stamps of our own server count: those with its name that stand above the <c>Received</c> line with which it took the mail over. Everything below came with
/// the mail and may have been written by the sender; Postfix was seen to let a forged <c>dmarc=pass</c> through.
/// </summary>
/// <param name="Verdict">What may be concluded.</param>
/// <param name="Why">For a host: what was found or missing, no word of the sender's in it.</param>
public sealed record SenderTrust(SenderVerdict Verdict, string Why)
{
    /// <summary>
    /// Google stamps below its own Received line, and takes away what came with its name in it (RFC 8601, section 5). To name it as the boundary is to say that the mailbox is Google's.
    /// </summary>
    private const string Google = "mx.google.com";

    private const string Microsoft = ".mail.protection.outlook.com";

    private static readonly Regex Comment = new(@"\([^()]*\)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex By = new(@"\sby\s+([^\s;]+)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex With = new(@"\swith\s+([^\s;]+)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Judges the sender of a mail as it was fetched.</summary>
    /// <param name="mime">The mail, headers in their order.</param>
    /// <param name="trustedAuthServIds">The names with which our receiving server signs its stamps; empty = it stamps nothing.</param>
    /// <param name="mailboxIsMicrosoft365">Microsoft writes no name into its stamps; without a name they count only there.</param>
    /// <param name="ownBoundary">The name that our receiving server gives itself behind <c>by</c> in its Received lines. Null = unknown, and then nothing counts, but at Microsoft.</param>
    public static SenderTrust Of(MimeMessage mime, IReadOnlyCollection<string> trustedAuthServIds, bool mailboxIsMicrosoft365, string? ownBoundary)
    {
        var sender = MailSender.Of(mime);
        if (sender.Problem != FromProblem.None)
        {
            return new SenderTrust(SenderVerdict.Unknown, "It does not say one sender.");
        }

        var boundary = Boundary(mime.Headers, ownBoundary, mailboxIsMicrosoft365);
        if (boundary < 0)
        {
            return new SenderTrust(SenderVerdict.Unknown, "The line with which our server took it over was not found.");
        }

        var stamps = Stamps(mime.Headers, boundary, trustedAuthServIds, mailboxIsMicrosoft365, Is(ownBoundary, Google)).SelectMany(s => s.Results).Where(r => Is(r.Method, "dmarc")).ToList();
        var domain = MailAddresses.DomainOf(sender.Address);
        return stamps.Count == 0 ? new SenderTrust(SenderVerdict.Unknown, "Our server left no result of DMARC.")
            : stamps.Exists(r => Is(r.Result, "fail")) ? new SenderTrust(SenderVerdict.Spoofed, "DMARC failed: the domain of the sender says the mail is not its own.")
            : stamps.Exists(r => Is(r.Result, "pass") && HeaderFrom(r) == domain) ? new SenderTrust(SenderVerdict.Verified, "DMARC passed for the domain of the sender.")
            : new SenderTrust(SenderVerdict.Unknown, "DMARC neither passed for this domain nor failed.");
    }

    /// <summary>
    /// The topmost Received line of our own server at which the mail came from outside. A hand-over within the server (LMTP) stands above it; any further line with our name may be the sender's work.
    /// </summary>
    private static int Boundary(HeaderList headers, string? own, bool isMicrosoft)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Id != HeaderId.Received)
            {
                continue;
            }

            // The first "by" is the server's: before it stands one word of the sender's, behind it may stand more, such as the envelope's address.
            var line = " " + Comment.Replace(OneLine.Of(headers[i].Value, 2000), " ");
            var match = By.Match(line);
            var by = match.Groups[1].Value.TrimEnd('.');
            if (isMicrosoft ? by.EndsWith(Microsoft, StringComparison.OrdinalIgnoreCase) : Is(by, own) && !IsWithin(line[match.Index..]))
            {
                return i;
            }

            if (!isMicrosoft && !Is(by, own) && !Is(own, Google))
            {
                return -1; // A server that is not ours took it over before, or after: what stands above it is not known to be ours.
            }
        }

        return -1;
    }

    private static bool IsWithin(string line) => With.Match(line).Groups[1].Value.StartsWith("LMTP", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<AuthenticationResults> Stamps(HeaderList headers, int boundary, IReadOnlyCollection<string> trusted, bool isMicrosoft, bool isGoogle)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (i > boundary && headers[i].Id == HeaderId.Received)
            {
                yield break;
            }

            if (headers[i].Id == HeaderId.AuthenticationResults && AuthenticationResults.TryParse(headers[i].RawValue, out var stamp))
            {
                var id = stamp.AuthenticationServiceIdentifier;
                var isOurs = string.IsNullOrEmpty(id) ? isMicrosoft : trusted.Contains(id, StringComparer.OrdinalIgnoreCase);
                if (isOurs && (i < boundary || (isGoogle && Is(id, Google))))
                {
                    yield return stamp;
                }
            }
        }
    }

    private static string HeaderFrom(AuthenticationMethodResult result) =>
        result.Properties.Where(p => Is(p.PropertyType, "header") && Is(p.Property, "from")).Select(p => MailAddresses.DomainOf(p.Value.Trim().ToLowerInvariant())).FirstOrDefault() ?? "";

    private static bool Is(string? one, string? other) => one is { Length: > 0 } && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
