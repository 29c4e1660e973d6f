using System.Globalization;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Said;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Promises;

/// <summary>
/// Writes down what a message of a person or of the agent promises, in the very save that claims the message: a promise is on the books if and only if its message may be with the guest.
/// The same message tried again, or the same promise said again, adds none.
/// </summary>
public sealed class PromiseBook(CendraDbContext db, StayClock clock, IdSource ids)
{
    /// <summary>Adds the promises of this message. The stay is the one that it is written to; nothing is saved.</summary>
    public async Task NoteAsync(Message message, Stay? stay, CancellationToken ct)
    {
        if (stay is null || message.Author is not (MessageAuthor.Host or MessageAuthor.Agent))
        {
            return;
        }

        foreach (var promise in PromiseReader.Of(message.Body, SaidReview.TimesOf(stay)))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{message.Id:N}:{promise.Kind}:{promise.Time:HHmm}");
            if (!await db.Commitments.AnyAsync(c => c.DedupeKey == key || (c.StayId == stay.Id && c.Kind == promise.Kind && c.TimeLocal == promise.Time && c.State == CommitmentState.Open), ct))
            {
                Add(message, stay, promise, key);
            }
        }
    }

    private void Add(Message message, Stay stay, PromisedTime promise, string key)
    {
        var now = clock.GetUtcNow();
        var commitment = new Commitment
        {
            Id = ids.Next(),
            StayId = stay.Id,
            MessageId = message.Id,
            PromisedBy = message.Author,
            PromisedByUserId = message.AuthorUserId,
            Kind = promise.Kind,
            What = string.Create(CultureInfo.InvariantCulture, $"{(promise.Kind == CommitmentKind.CheckIn ? "check-in from" : "check-out until")} {promise.Time:HH:mm}"),
            TimeLocal = promise.Time,
            MomentUtc = promise.Kind == CommitmentKind.CheckIn ? PromiseReader.InstantOf(stay, promise.Kind, promise.Time) : stay.CheckOutUtc!.Value,
            DedupeKey = key,
            DueAtUtc = now,
            CreatedUtc = now,
        };
        commitment.NoteMade(message.AuthorUserId is { } user ? AuditActor.Host(user) : AuditActor.Cendra);
        db.Commitments.Add(commitment);
    }
}
