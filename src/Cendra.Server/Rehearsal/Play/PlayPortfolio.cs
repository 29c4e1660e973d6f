extern alias simulator;

using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Microsoft.EntityFrameworkCore;
using simulator::Cendra.Simulator.Locks;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>Puts up what is let in a played house, as a host does on the console: locks from Seam's list, properties with their doors in walking order, what guests may be told, who is called.</summary>
internal static class PlayPortfolio
{
    /// <summary>Adds all of them.</summary>
    public static async Task PutUpAsync(PlayHouse house, PlayOptions options, CancellationToken ct)
    {
        foreach (var (door, zone) in options.Properties.SelectMany(p => p.Doors.Select(d => (d, p.TimeZoneId))))
        {
            house.Doors.AddDoor(new DoorOptions(door.DeviceId, door.Name, door.Behaviour, zone)
            {
                SupportedCodeLengths = door.Lengths, MaxActiveCodes = door.Slots, BatteryLevel = door.Battery, RestsAfter = door.RestsAfter, Provider = door.Provider,
            });
        }

        await house.InScopeAsync<LockList>(list => list.ReadAsync(ct));
        var ids = house.Services.GetRequiredService<IdSource>();
        await using var db = house.Open();
        var pms = await db.Connections.SingleAsync(c => c.Name == PlaySettings.Pms, ct);
        var locks = await db.SmartLocks.ToDictionaryAsync(l => l.DeviceId, ct);
        var rows = options.Properties.ToDictionary(p => p.Name, p => Row(p, house, ids, pms.Id, locks), StringComparer.Ordinal);
        db.Properties.AddRange(rows.Values);
        db.Articles.AddRange(options.Articles.Select(a => Row(a, rows, ids, house.NowUtc)));
        if (options.Hosts.Count > 0)
        {
            db.HostContacts.RemoveRange(await db.HostContacts.ToListAsync(ct));
            db.HostContacts.AddRange(options.Hosts.Select((h, i) => new HostContact { Id = ids.Next(), Name = h.Name, Phone = h.Phone, Language = h.Language, CallOrder = i + 1, MorningAt = null, TimeZoneId = options.Properties[0].TimeZoneId }));
        }

        await db.SaveChangesAsync(ct);
    }

    private static Property Row(PlayProperty plan, PlayHouse house, IdSource ids, Guid pmsId, Dictionary<string, SmartLock> locks)
    {
        var property = new Property
        {
            Id = ids.Next(), Name = plan.Name, TimeZoneId = plan.TimeZoneId, CheckInTime = plan.CheckIn, CheckOutTime = plan.CheckOut, GraceMinutes = plan.GraceMinutes, CreatedUtc = house.NowUtc,
        };
        property.Listings.Add(new PropertyListing { Id = ids.Next(), ConnectionId = pmsId, ExternalId = plan.Name });
        foreach (var (door, index) in plan.Doors.Select((d, i) => (d, i)))
        {
            property.Doors.Add(new DoorUse { Id = ids.Next(), LockId = locks[door.DeviceId].Id, DoorName = door.Name, WalkingOrder = index + 1 });
        }

        foreach (var (step, index) in plan.Steps.Select((s, i) => (s, i)))
        {
            var door = step.Device.Length > 0 ? property.Doors.Find(d => d.LockId == locks[step.Device].Id)?.Id : null;
            property.Steps.Add(new EntryStep { Id = ids.Next(), DoorId = door, Position = index + 1, Words = step.Words, Typing = step.Typing, IfItFails = step.IfItFails });
        }

        var vault = house.Services.GetRequiredService<SecretVault>();
        property.Secrets.AddRange(plan.Secrets.Select(s => new PropertySecret { Id = ids.Next(), PropertyId = property.Id, Name = s.Name, Kind = s.Kind, Words = s.Words, Told = s.Told, Sealed = vault.Seal(s.Secret), ChangedUtc = house.NowUtc }));
        property.FallbackSecret = plan.FallbackDigits.Length > 0 ? house.Services.GetRequiredService<PinVault>().Seal(plan.FallbackDigits) : null;
        plan.Also?.Invoke(property);
        return property;
    }

    /// <summary>Approved as it stands, whatever a screen would say of it: what was saved before there was a screen is read all the same.</summary>
    private static Article Row(PlayArticle plan, Dictionary<string, Property> properties, IdSource ids, DateTimeOffset nowUtc)
    {
        var article = new Article
        {
            Id = ids.Next(), Question = plan.Question, Answer = plan.Answer, Topic = plan.Topic, Language = plan.Language, IsForAll = plan.Properties.Count == 0, Status = ArticleStatus.Approved,
            CreatedUtc = nowUtc, ChangedUtc = nowUtc,
        };
        article.Properties.AddRange(plan.Properties.Select(name => new ArticleProperty { ArticleId = article.Id, PropertyId = properties[name].Id }));
        article.Versions.Add(new ArticleVersion { Id = ids.Next(), ArticleId = article.Id, Number = 1, Question = plan.Question, Answer = plan.Answer, Actor = AuditActor.Cendra, AtUtc = nowUtc });
        return article;
    }
}
