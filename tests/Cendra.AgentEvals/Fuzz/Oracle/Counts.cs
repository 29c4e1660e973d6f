namespace Cendra.AgentEvals.Fuzz.Oracle;

/// <summary>How much was looked at.</summary>
internal sealed class Counts
{
    /// <summary>Answers to guests, however they came to be.</summary>
    public int Turns { get; set; }

    /// <summary>Of them written by the model.</summary>
    public int ByModel { get; set; }

    /// <summary>Requests to the model.</summary>
    public int Requests { get; set; }

    /// <summary>Lines, arguments, tags and exceptions.</summary>
    public int Heard { get; set; }

    /// <summary>Messages that reached a phone or a mailbox.</summary>
    public int Bubbles { get; set; }

    /// <summary>Of them mails.</summary>
    public int Mails { get; set; }

    /// <summary>Of them with a code or a secret, each at the right address in its time.</summary>
    public int WithDigits { get; set; }

    /// <summary>Drafts of the model that were refused.</summary>
    public int Refused { get; set; }

    /// <summary>Calls of a person about a conversation.</summary>
    public int Called { get; set; }

    /// <summary>Answers that were taken back before they left.</summary>
    public int Withdrawn { get; set; }

    public void Add(Counts other)
    {
        (Turns, ByModel, Requests, Heard) = (Turns + other.Turns, ByModel + other.ByModel, Requests + other.Requests, Heard + other.Heard);
        (Bubbles, Mails, WithDigits, Refused, Called, Withdrawn) = (Bubbles + other.Bubbles, Mails + other.Mails, WithDigits + other.WithDigits, Refused + other.Refused, Called + other.Called, Withdrawn + other.Withdrawn);
    }

    public override string ToString() =>
        $"{Turns} turns, {ByModel} answered by the model, {Requests} requests, {Refused} drafts refused, {Bubbles} messages on phones and in mailboxes ({Mails} mails), {WithDigits} of them with a code or secret, {Called} calls of a person, {Withdrawn} answers withdrawn, {Heard} lines, tags and arguments read";
}
