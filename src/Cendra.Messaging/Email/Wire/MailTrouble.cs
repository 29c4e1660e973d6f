using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Cendra.Messaging.Email.Wire;

/// <summary>Why a mail server could not be used, in words for an operator that hold no address and nothing that a server said.</summary>
/// <param name="NeedsSignIn">Trying again helps nothing, and too many tries may lock the account.</param>
/// <param name="Why">One sentence.</param>
internal sealed record MailTrouble(bool NeedsSignIn, string Why)
{
    private static readonly string[] Passing = ["temporar", "[unavailable]", "try again later", "too many", "[inuse]"];

    /// <summary>What a failure comes to; every exception has words.</summary>
    public static MailTrouble Of(Exception failure, MailAccount? account) => failure switch
    {
        MailSignInException refused => new(true, refused.Message),
        AuthenticationException passing when IsPassing(passing) => new(false, "The server cannot check sign-ins right now."),
        AuthenticationException when account?.Tokens is not null => new(true, "The server refuses the access token: it has run out, or it is not for this mailbox."),
        AuthenticationException => new(true, "The server refuses the user or the password."),
        ServiceNotAuthenticatedException => new(true, "The server wants a sign-in first."),
        SslHandshakeException => new(false, "No secure connection: the server's certificate is not believed, or it does not speak TLS on this port."),
        NotSupportedException => new(false, "The server offers no STARTTLS, or no sign-in of the kind that is set."),
        SocketException socket => new(false, Words(socket.SocketErrorCode)),
        HttpRequestException => new(false, "The provider that hands out access tokens cannot be reached or is not well."),
        FolderNotFoundException => new(false, "The mailbox has no folder of the name that is set."),
        TimeoutException or OperationCanceledException => new(false, "The server did not answer in time."),
        ImapCommandException no => new(false, $"The server answered {no.Response.ToString().ToUpperInvariant()}."),
        _ => new(false, $"The connection ended ({failure.GetType().Name})."),
    };

    /// <summary>
    /// MailKit's message is the server's answer. In SMTP it begins with the code, and 4.. is passing (RFC 4954, section 6), whatever is written behind it; in IMAP there are only words, with or without a code
    /// (RFC 5530, UNAVAILABLE).
    /// </summary>
    private static bool IsPassing(AuthenticationException failure) => failure.Message is [var first, var second, var third, ..] && char.IsAsciiDigit(first) && char.IsAsciiDigit(second) && char.IsAsciiDigit(third)
        ? first == '4'
        : Passing.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Words(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "The server's name is not known.",
        SocketError.ConnectionRefused => "Nothing listens at this address and port.",
        SocketError.TimedOut => "The server did not answer in time.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "There is no way to the server.",
        _ => $"The connection failed ({error}).",
    };
}
