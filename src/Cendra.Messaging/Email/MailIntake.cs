using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;

namespace Cendra.Messaging.Email;

/// <summary>What is known of a stored mail beside its bytes. No word of it is the sender's.</summary>
/// <param name="Mailbox">The connection whose mailbox it came into.</param>
/// <param name="Size">In bytes, as the server says.</param>
/// <param name="IsWhole">False = its headers alone are stored.</param>
/// <param name="AgeSeconds">How long it lay there before it was fetched.</param>
public sealed record StoredMail(string Mailbox, long Size, bool IsWhole, long AgeSeconds)
{
    /// <summary>Of a row of the store.</summary>
    public static StoredMail Of(ReceivedWebhook row) => JsonSerializer.Deserialize<StoredMail>(row.Cleaned)!;
}

/// <summary>Stores fetched mails, once each, and wakes what works them off.</summary>
public sealed class MailIntake(WebhookStore store, CendraDbContext db, EscalationDesk desk, JobWaker jobs)
{
    /// <summary>Source of mails; a colon is in no connection's name.</summary>
    public const string Source = "email:message";

    /// <summary>How the causes of words about mails that could not be taken begin. Only a person can say that such a mail was read.</summary>
    public const string Unread = EscalationEnds.UnreadMail;

    /// <summary>Keeps a mail for good. The same one again, from this mailbox or another, changes nothing.</summary>
    public async Task TakeAsync(string mailbox, FetchedMail mail, CancellationToken ct)
    {
        var reading = IncomingMail.Read(mail.Raw);
        var key = Hash(mail.IsWhole || reading.Mail?.MessageId is not null ? reading.DedupeKey : PlaceOf(mailbox, mail));
        var content = Hash(reading.Mail is { } read ? MailIds.Key(read.Mime, mail.Raw) : reading.DedupeKey); // Whatever servers wrote above it.
        var age = mail.DeliveredUtc is { } delivered ? TimeProvider.System.GetUtcNow() - delivered : TimeSpan.Zero;
        var facts = JsonSerializer.Serialize(new StoredMail(mailbox, mail.Size, mail.IsWhole, Math.Max(0, (long)age.TotalSeconds)));
        var (outcome, id) = await store.StoreAsync(Source, key, mail.Raw, facts, content, ct);
        if (outcome == StoreOutcome.Conflict)
        {
            (outcome, id) = await store.StoreAsync(Source, Hash(key + content), mail.Raw, facts, content, ct); // Another mail under an id that was used before: nobody's mail is lost by that.
        }

        if (outcome == StoreOutcome.New)
        {
            jobs.Wake<TakeMailJob>(job => job.RunAsync(id, CancellationToken.None));
        }
    }

    /// <summary>Keeps the fact that a mail could not be taken, so that somebody looks for it.</summary>
    public async Task GiveUpAsync(string mailbox, FetchedMail mail, Exception why, CancellationToken ct)
    {
        var lies = mail.DeliveredUtc is { } at ? at.ToString("u", CultureInfo.InvariantCulture) : "an unknown time";
        await desk.RaiseAsync(
            new Concern(
                Unread + PlaceOf(mailbox, mail), EscalationPriority.P2, "A mail could not be taken over", $"It has lain in the mailbox {mailbox} since {lies} and could not be stored ({why.GetType().Name}). Nobody has answered it.",
                "Read it in the mailbox and answer there."), ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    private static string PlaceOf(string mailbox, FetchedMail mail) => string.Create(CultureInfo.InvariantCulture, $"{mailbox}:{mail.Place.Validity}:{mail.Place.LastUid}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
