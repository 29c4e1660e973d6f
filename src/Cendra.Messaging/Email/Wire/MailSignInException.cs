namespace Cendra.Messaging.Email.Wire;

/// <summary>No access token can be had until somebody signs in again or mends the settings. The message is in our own words and holds neither token nor user.</summary>
public sealed class MailSignInException : Exception
{
    internal MailSignInException(string message)
        : base(message)
    {
    }
}
