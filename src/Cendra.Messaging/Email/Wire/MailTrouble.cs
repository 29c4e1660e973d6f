using System.Globalization;
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
    private static readonly string[] Passing = ["temporar", "unavailable", "try again", "too many", "in use", "[inuse]"];

    /// <summary>What a failure comes to; every exception has words.</summary>
    public static MailTrouble Of(Exception failure, MailAccount account) => failure switch
    {
        MailSignInException refused => new(true, refused.Message),
        AuthenticationException passing when IsPassing(passing) => new(false, "The server cannot check sign-ins right now."),
        AuthenticationException when account.Tokens is not null => new(true, "The server refuses the access token: it has run out, or it is not for this mailbox."),
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

    /// <summary>MailKit's message is the server's answer: 4.. in SMTP (RFC 4954), a code in IMAP (RFC 5530, UNAVAILABLE) where MailKit leaves it, else only words.</summary>
    private static bool IsPassing(AuthenticationException failure) =>
        (failure.Message is ['4', var second, var third, ..] && char.IsAsciiDigit(second) && char.IsAsciiDigit(third))
        || Passing.Any(word => CultureInfo.InvariantCulture.CompareInfo.IndexOf(failure.Message, word, CompareOptions.OrdinalIgnoreCase) >= 0);

    private static string Words(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "The server's name is not known.",
        SocketError.ConnectionRefused => "Nothing listens at this address and port.",
        SocketError.TimedOut => "The server did not answer in time.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "There is no way to the server.",
        _ => $"The connection failed ({error}).",
    };
}
