using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Photos;
using Cendra.Server.Security;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What came of saving.</summary>
/// <param name="Id">The property; null when it was not saved.</param>
/// <param name="Problems">What to change first.</param>
public sealed record PropertySaved(Guid? Id, IReadOnlyList<string> Problems);

/// <summary>
/// Saves a property with its doors, the way in, listings and people in one go, and sees to it that its stays are looked at again: times, doors and listings decide which
/// code works when and where.
/// </summary>
public sealed class PropertySetUp(CendraDatabase database, PinVault vault, KnownCodes known, SealedPhotos photos, IdSource ids, StayClock clock, IRecurringJobManager jobs)
{
    private const string SomebodyElse = "Somebody else saved this property meanwhile. Load the page again and repeat your change; nothing of yours was saved.";

    /// <summary>Saves all of it or nothing.</summary>
    public async Task<PropertySaved> SaveAsync(PropertyDraft draft, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange || (draft.Id is null && host.Scope.PropertyIds is not null))
        {
            return Refused("Your account does not change this. An owner can change that.");
        }

        if (PropertyRules.Problems(draft) is { Count: > 0 } problems)
        {
            return new PropertySaved(null, problems);
        }

        await using var db = database.Open();
        if (await LoadAsync(db, draft, host, ct) is not { } property)
        {
            return Refused("This property is not here any more, or lies outside what you see.");
        }

        if (await ForeignAsync(db, draft, property, host, ct) is { Count: > 0 } foreign)
        {
            return new PropertySaved(null, foreign);
        }

        if (await known.HoldsRealAsync(db, string.Join('\n', draft.Way.Concat(draft.Doors.SelectMany(d => d.Steps)).SelectMany(s => s.Fields)), ct))
        {
            return Refused("Steps: they hold the code of a door or a secret of a property. Take it out: codes are sent by Cendra, and a secret is named by its place, such as {{lockbox}}.");
        }

        Fill(property, draft);
        SetFallback(property, draft, host);
        PropertyParts.SetAnswers(db, property, draft, ids);
        PropertyParts.SetDoors(db, property, draft, ids);
        await new PropertySteps(db, property, photos, ids, clock.GetUtcNow()).SetAsync(draft, ct);
        PropertyParts.SetListings(db, property, draft, ids);
        await PropertyParts.SetContactsAsync(db, property, draft, ids, ct);
        await WakeStaysAsync(db, property, host, ct);
        property.NoteChanged(host.Actor, draft.Id is null ? "Property set up" : "Property changed");
        return await SaveAsync(db, property, ct);
    }

    private async Task<Property?> LoadAsync(CendraDbContext db, PropertyDraft draft, SignedInHost host, CancellationToken ct)
    {
        if (draft.Id is not { } id)
        {
            var fresh = new Property { Id = ids.Next(), Name = draft.Name, TimeZoneId = draft.TimeZoneId, CreatedUtc = clock.GetUtcNow() };
            db.Properties.Add(fresh);
            return fresh;
        }

        var known = await host.Scope.Of(db.Properties).Include(p => p.Doors).Include(p => p.Steps).Include(p => p.Listings).Include(p => p.AnswerRules).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (known is not null)
        {
            // The version that was shown decides, and parts count as a change of the whole.
            db.Entry(known).Property(p => p.Version).OriginalValue = draft.Version;
            db.Entry(known).Property(p => p.Version).IsModified = true;
        }

        return known;
    }

    /// <summary>Locks and listings that this person may not take or that belong to another property already.</summary>
    private static async Task<IReadOnlyList<string>> ForeignAsync(CendraDbContext db, PropertyDraft draft, Property property, SignedInHost host, CancellationToken ct)
    {
        var problems = new List<string>();
        var visible = await LocksFor(db, host.Scope).Select(l => l.Id).ToListAsync(ct);
        if (draft.Doors.Exists(d => !visible.Contains(d.LockId)))
        {
            problems.Add("Doors: one of these locks is not among those you see. Choose another.");
        }

        foreach (var listing in draft.Listings)
        {
            var external = listing.ExternalId.Trim();
            var owner = await db.PropertyListings.Where(l => l.ConnectionId == listing.ConnectionId && l.ExternalId == external && l.PropertyId != property.Id)
                .Select(l => l.Property!.Name).FirstOrDefaultAsync(ct);
            if (owner is not null)
            {
                problems.Add($"Listings: {external} belongs to {owner}. Remove it there first.");
            }
        }

        return problems;
    }

    /// <summary>The locks somebody may give to a property: those of the doors they see and, for those who see all, every other.</summary>
    internal static IQueryable<SmartLock> LocksFor(CendraDbContext db, PropertyScope scope) => scope.Of(db.SmartLocks, db.DoorUses).Where(l => !l.IsGone);

    private static void Fill(Property property, PropertyDraft draft)
    {
        (property.Name, property.Address, property.City) = (draft.Name.Trim(), draft.Address.Trim(), draft.City.Trim());
        property.TimeZoneId = draft.TimeZoneId.Trim();
        (property.CheckInTime, property.CheckOutTime) = (PropertyRules.Time(draft.CheckIn)!.Value, PropertyRules.Time(draft.CheckOut)!.Value);
        (property.GraceMinutes, property.SendLeadMinutes, property.MayTellCodeEarly) = (draft.GraceMinutes, draft.SendLeadHours * 60, draft.MayTellCodeEarly);
        property.OwnersGetCodes = draft.OwnersGetCodes;
    }

    /// <summary>Digits are sealed as they come and leave a line of their own; they are never read back into the form.</summary>
    private void SetFallback(Property property, PropertyDraft draft, SignedInHost host)
    {
        (property.FallbackWords, property.TellsFallback) = (draft.FallbackWords.Trim(), draft.TellsFallback);
        var digits = draft.FallbackDigits.Trim();
        if (digits.Length > 0)
        {
            property.FallbackSecret = vault.Seal(digits);
            property.NoteChanged(host.Actor, "Digits of the other way in set anew");
        }
        else if (property.FallbackSecret is not null && (draft.ForgetFallbackDigits || property.FallbackWords.Length == 0))
        {
            property.FallbackSecret = null;
            property.NoteChanged(host.Actor, "Digits of the other way in forgotten");
        }
    }

    private async Task WakeStaysAsync(CendraDbContext db, Property property, SignedInHost host, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var stay in await db.Stays.Where(s => s.PropertyId == property.Id && s.Readiness != Readiness.Ended).ToListAsync(ct))
        {
            stay.LookAgainBy(now);
        }

        foreach (var listing in property.Listings)
        {
            var waiting = await db.Stays.Where(s => s.PropertyId == null && s.ListingExternalId == listing.ExternalId
                && db.SourceBookings.Any(b => b.ReservationId == s.ReservationId && b.ConnectionId == listing.ConnectionId)).ToListAsync(ct);
            foreach (var stay in waiting)
            {
                stay.PropertyId = property.Id;
                stay.LookAgainBy(now);
                stay.NoteThat(AuditKind.ReservationChanged, host.Actor, $"Listing matched to {property.Name}");
            }
        }
    }

    private async Task<PropertySaved> SaveAsync(CendraDbContext db, Property property, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refused(SomebodyElse);
        }

        jobs.Trigger(Sweeps.DueStays);
        return new PropertySaved(property.Id, []);
    }

    private static PropertySaved Refused(string problem) => new(null, [problem]);
}
