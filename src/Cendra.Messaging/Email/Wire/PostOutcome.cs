using System.Text.RegularExpressions;
using Cendra.Messaging.Email.Reading;

namespace Cendra.Messaging.Email.Wire;

/// <summary>What became of a mail at the server that was to take it.</summary>
public enum PostResult
{
    /// <summary>The server took it and answers for it from here; that it arrives is not said, a report may still come.</summary>
    Taken,

    /// <summary>The server will not take it, now or later.</summary>
    Refused,

    /// <summary>Not now: the same mail may be taken later.</summary>
    Later,

    /// <summary>No mail leaves until somebody signs in or mends the settings.</summary>
    SignInNeeded,

    /// <summary>The connection ended after the whole mail was on its way: it may have been taken. Sending it again with the same Message-ID is right; receivers know it by that.</summary>
    Unknown,
}

/// <summary>How posting one mail ended.</summary>
/// <param name="Result">In one word.</param>
/// <param name="Code">The server's answer (RFC 5321), such as 550; null = none came.</param>
/// <param name="Status">The finer one (RFC 3463), such as 5.1.1; empty = none given.</param>
/// <param name="Words">In our own words, for hosts; holds no address.</param>
/// <param name="Said">What the server said, for hosts and not for logs: one line of at most 200 characters, addresses taken out. Empty = nothing.</param>
public sealed record PostOutcome(PostResult Result, int? Code, string Status, string Words, string Said)
{
    private const int LongestSaid = 200;

    /// <summary>Gmail's answer once an account has sent its number of mails for the day (support.google.com/a/answer/3726730): for good by its class, but tomorrow the same mail is taken.</summary>
    private const string Quota = "5.4.5";

    private static readonly Regex StatusShape = new(@"\A\s*([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:[^0-9.]|\z)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex AddressShape = new(@"<[^>]*>|\S+@\S+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>For logs.</summary>
    public override string ToString() => string.Join(' ', new[] { Result.ToString(), Code?.ToString(System.Globalization.CultureInfo.InvariantCulture), Status }.Where(part => !string.IsNullOrEmpty(part)));

    internal static PostOutcome Taken(string answer) => new(PostResult.Taken, 250, StatusOf(answer), "The server took the mail.", Clean(answer));

    internal static PostOutcome Without(PostResult result, string words) => new(result, null, "", words, "");

    /// <param name="code">The server's answer, 400 to 599.</param>
    /// <param name="answer">Its words, with or without a status.</param>
    /// <param name="isSender">It was our sender that the server did not take.</param>
    internal static PostOutcome Answered(int code, string answer, bool isSender = false)
    {
        var status = StatusOf(answer);
        var result = code is 530 or 534 or 535 or 538 || (isSender && code >= 500) ? PostResult.SignInNeeded : code < 500 || status == Quota ? PostResult.Later : PostResult.Refused;
        var words = isSender && code >= 500 ? "The server does not take mail from our sender's address." : WordsFor(result, status);
        return new PostOutcome(result, code, status, words, Clean(answer));
    }

    /// <summary>The status says that nobody is there (RFC 3463, section 3.2); others of its kind speak of our sender.</summary>
    internal static bool IsNoMailbox(string status) => status is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10";

    /// <summary>What a status means (RFC 3463), for hosts.</summary>
    internal static string WordsOf(string status) => WordsFor(status.StartsWith('4') ? PostResult.Later : PostResult.Refused, status);

    private static string StatusOf(string answer) => StatusShape.Match(answer).Groups[1].Value;

    private static string Clean(string answer) => OneLine.Of(AddressShape.Replace(answer, "…"), LongestSaid);

    /// <summary>RFC 3463, sections 3.2 to 3.8; classes 4 and 5 mean the same, for now and for good.</summary>
    private static string WordsFor(PostResult result, string status) => (result, status.Length > 2 ? status[2..] : "") switch
    {
        (PostResult.SignInNeeded, _) => "The server wants a sign-in before it takes mail.",
        (_, "4.5") => "Too much mail is on its way from our account or to the receiver's server.",
        (_, "1.1" or "1.3" or "1.6" or "1.10") => "There is no mailbox at this address.",
        (_, "1.2" or "4.4") => "There is no mail server for this address.",
        (_, "1.7" or "1.8") => "The server does not take mail from our sender's address.",
        (_, "2.1") => "The mailbox is switched off.",
        (_, "2.2") => "The mailbox is full.",
        (_, "2.3" or "3.4") => "The mail is too large for the receiver.",
        (_, var detail) when detail.StartsWith("7.", StringComparison.Ordinal) => "The server refuses the mail by a rule of its own.",
        (PostResult.Later, _) => "The server does not take the mail right now.",
        _ => "The server refuses the mail.",
    };
}
