namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// A mail that says a guest wrote it and a platform passed it on. Like every sender a claim until <see cref="SenderTrust"/> verified the domain that it is from.
/// </summary>
/// <param name="Relay">Whose addresses it carries.</param>
/// <param name="Guest">The guest's address at the relay, lower case: the mail's own, or where the platform writes in its own name the one for answers.</param>
/// <param name="Suspicions">Those of the sender, without that answers go to another domain where it is the relay's own way.</param>
public sealed record RelayedMail(MailRelay Relay, string Guest, SenderSuspicions Suspicions)
{
    /// <summary>For logs: no address stands in it.</summary>
    public override string ToString() => $"RelayedMail {Relay.Key} {Suspicions}";

    /// <summary>
    /// Null = no guest's words in it: it came another way, or the platform itself has something to say. Its notices may name the guest's address for answers too, so a mail in the platform's name counts only
    /// where it says that it holds a message.
    /// </summary>
    public static RelayedMail? Of(IncomingMail mail)
    {
        var sender = mail.Sender;
        if (MailRelay.Of(sender.Address) is { } direct && direct.IsGuests(sender.Address))
        {
            return new RelayedMail(direct, sender.Address!, sender.Suspicions);
        }

        return MailRelay.Of(sender.ReplyTo) is { } relay && relay.IsGuests(sender.ReplyTo) && relay.IsAuthor(sender.Address) && RelayText.IsMessage(relay, mail)
            ? new RelayedMail(relay, sender.ReplyTo!, sender.Suspicions & ~SenderSuspicions.RepliesGoElsewhere)
            : null;
    }
}
