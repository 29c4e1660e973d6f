using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Knowledge.Topics;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>Brings the parts of a property to what was typed; a row that stays keeps its id.</summary>
internal static class PropertyParts
{
    /// <summary>Doors in walking order.</summary>
    public static void SetDoors(CendraDbContext db, Property property, PropertyDraft draft, IdSource ids)
    {
        foreach (var gone in property.Doors.Where(d => draft.Doors.TrueForAll(w => w.LockId != d.LockId)).ToList())
        {
            property.Doors.Remove(gone);
            db.Remove(gone);
        }

        for (var i = 0; i < draft.Doors.Count; i++)
        {
            var wanted = draft.Doors[i];
            var door = property.Doors.Find(d => d.LockId == wanted.LockId);
            if (door is null)
            {
                door = new DoorUse { Id = ids.Next(), PropertyId = property.Id, LockId = wanted.LockId, DoorName = wanted.DoorName };
                property.Doors.Add(door);
                db.DoorUses.Add(door);
            }

            (door.DoorName, door.Role, door.WalkingOrder) = (wanted.DoorName.Trim(), wanted.Role, i + 1);
        }
    }

    /// <summary>Names by which connections know it.</summary>
    public static void SetListings(CendraDbContext db, Property property, PropertyDraft draft, IdSource ids)
    {
        var wanted = draft.Listings.Select(l => (l.ConnectionId, ExternalId: l.ExternalId.Trim())).ToList();
        foreach (var gone in property.Listings.Where(l => !wanted.Contains((l.ConnectionId, l.ExternalId))).ToList())
        {
            property.Listings.Remove(gone);
            db.Remove(gone);
        }

        foreach (var (connectionId, externalId) in wanted.Where(w => !property.Listings.Exists(l => l.ConnectionId == w.ConnectionId && l.ExternalId == w.ExternalId)))
        {
            var listing = new PropertyListing { Id = ids.Next(), PropertyId = property.Id, ConnectionId = connectionId, ExternalId = externalId };
            property.Listings.Add(listing);
            db.PropertyListings.Add(listing);
        }
    }

    /// <summary>Who answers, and what is said of other times.</summary>
    public static void SetAnswers(CendraDbContext db, Property property, PropertyDraft draft, IdSource ids)
    {
        (property.AnswerMode, property.FactsWait) = (draft.AnswerMode, draft.FactsWait);
        property.RestrictedTopics = string.Join(',', TopicBook.All.Select(t => t.Id).Where(draft.RestrictedTopics.Contains));
        (property.EarlyCheckIn, property.EarliestCheckIn) = (draft.EarlyCheckIn, PropertyRules.Time(draft.EarliestCheckIn));
        (property.LateCheckOut, property.LatestCheckOut) = (draft.LateCheckOut, PropertyRules.Time(draft.LatestCheckOut));
        property.TurnoverHours = draft.TurnoverHours == TimeChangeRules.UsualTurnoverHours ? null : draft.TurnoverHours;
        var known = property.AnswerRules.OrderBy(r => r.Position).ToList();
        foreach (var gone in known.Skip(draft.AnswerRules.Count))
        {
            property.AnswerRules.Remove(gone);
            db.Remove(gone);
        }

        for (var i = 0; i < draft.AnswerRules.Count; i++)
        {
            var rule = i < known.Count ? known[i] : new AnswerRule { Id = ids.Next(), PropertyId = property.Id };
            if (i >= known.Count)
            {
                property.AnswerRules.Add(rule);
                db.AnswerRules.Add(rule);
            }

            var wanted = draft.AnswerRules[i];
            (rule.Position, rule.Stage, rule.Mode) = (i + 1, wanted.Stage, wanted.Mode);
            (rule.FromLocal, rule.UntilLocal) = (PropertyRules.Time(wanted.From), PropertyRules.Time(wanted.Until));
        }
    }

    /// <summary>People called for this property alone, in order.</summary>
    public static async Task SetContactsAsync(CendraDbContext db, Property property, PropertyDraft draft, IdSource ids, CancellationToken ct)
    {
        var known = await db.HostContacts.Where(c => c.PropertyId == property.Id).ToListAsync(ct);
        db.HostContacts.RemoveRange(known.Where(k => draft.Contacts.TrueForAll(c => c.Id != k.Id)));
        for (var i = 0; i < draft.Contacts.Count; i++)
        {
            var wanted = draft.Contacts[i];
            var contact = known.Find(k => k.Id == wanted.Id);
            if (contact is null)
            {
                contact = new HostContact { Id = ids.Next(), Name = wanted.Name, PropertyId = property.Id, TimeZoneId = property.TimeZoneId };
                db.HostContacts.Add(contact);
            }

            (contact.Name, contact.Phone, contact.Email, contact.CallOrder) = (wanted.Name.Trim(), PropertyRules.Phone(wanted.Phone), wanted.Email.Trim(), i + 1);
            (contact.Ways, contact.HoursFrom, contact.HoursUntil) = (wanted.Ways, PropertyRules.Time(wanted.HoursFrom), PropertyRules.Time(wanted.HoursUntil));
            (contact.MorningAt, contact.TimeZoneId) = (PropertyRules.Time(wanted.MorningAt), property.TimeZoneId);
        }
    }
}
