using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Scheduled;

/// <summary>What an owner says about these messages of a property: which are sent, and in which words. Each is recorded in the property's chain; its stays are looked at anew.</summary>
public sealed class CourtesyDesk(CendraDbContext db, JobWaker waker, StayClock clock, IdSource ids)
{
    private const string NotHere = "This property is not here any more, or lies outside what you see.";

    /// <summary>Sends a kind to the guests of the property from now on, or does not any more.</summary>
    public Task<Ordered> SwitchAsync(Guid propertyId, string kind, bool on, string actor, PropertyScope scope, CancellationToken ct) => ChangeAsync(propertyId, kind, actor, scope, async _ =>
    {
        if (await db.PropertyMessages.SingleOrDefaultAsync(m => m.PropertyId == propertyId && m.Kind == kind, ct) is { } row)
        {
            row.IsOn = on;
        }
        else
        {
            db.PropertyMessages.Add(new PropertyMessage { Id = ids.Next(), PropertyId = propertyId, Kind = kind, IsOn = on });
        }

        return on ? "is sent to guests" : "is not sent any more";
    }, ct);

    /// <summary>Own words for a language. What cannot be used is refused with what to change, and the words before it stay.</summary>
    public async Task<Ordered> SaveAsync(Guid propertyId, string kind, string language, string body, string actor, PropertyScope scope, CancellationToken ct) =>
        language.Length != 2 || !language.All(char.IsAsciiLetterLower) ? new Ordered("Choose a language.")
        : CourtesyTexts.Problem(kind, body) is { Length: > 0 } problem ? new Ordered(problem)
        : await ChangeAsync(propertyId, kind, actor, scope, async _ =>
        {
            var now = clock.GetUtcNow();
            var words = body.ReplaceLineEndings("\n").Trim();
            if (await OwnAsync(propertyId, kind, language, ct) is { } row)
            {
                (row.Body, row.ChangedUtc) = (words, now);
            }
            else
            {
                db.PropertyTexts.Add(new PropertyText { Id = ids.Next(), PropertyId = propertyId, Kind = kind, Language = language, Body = words, ChangedUtc = now });
            }

            return $"has words of its own ({language})";
        }, ct);

    /// <summary>The built-in words again.</summary>
    public Task<Ordered> ResetAsync(Guid propertyId, string kind, string language, string actor, PropertyScope scope, CancellationToken ct) => ChangeAsync(propertyId, kind, actor, scope, async _ =>
    {
        if (await OwnAsync(propertyId, kind, language, ct) is { } row)
        {
            db.PropertyTexts.Remove(row);
        }

        return $"has the built-in words again ({language})";
    }, ct);

    private Task<PropertyText?> OwnAsync(Guid propertyId, string kind, string language, CancellationToken ct) =>
        db.PropertyTexts.SingleOrDefaultAsync(t => t.PropertyId == propertyId && t.Kind == kind && t.Language == language, ct);

    private async Task<Ordered> ChangeAsync(Guid propertyId, string kind, string actor, PropertyScope scope, Func<Property, Task<string>> change, CancellationToken ct)
    {
        if (CourtesyKinds.Of(kind) is not { } known || await scope.Of(db.Properties).SingleOrDefaultAsync(p => p.Id == propertyId, ct) is not { } property)
        {
            return new Ordered(NotHere);
        }

        property.NoteChanged(actor, $"{known.Title}: {await change(property)}");
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return new Ordered("Somebody else changed it at the same moment. Nothing was saved: try again.");
        }

        var now = clock.GetUtcNow();
        await db.Stays.Where(s => s.PropertyId == propertyId && s.CheckOutUtc > now).ExecuteUpdateAsync(s => s.SetProperty(x => x.MessagesDueUtc, now), ct);
        waker.WakeSweep(Sweeps.DueMessages);
        return Ordered.Done;
    }
}
