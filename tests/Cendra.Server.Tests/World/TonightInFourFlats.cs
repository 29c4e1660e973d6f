using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.World;

/// <summary>An evening with one guest who would stand outside, one at risk, one inside and some who are ready; booked the night before.</summary>
public static class TonightInFourFlats
{
    /// <summary>When a house must start so that everything is booked before the evening.</summary>
    public static readonly DateTimeOffset NightBefore = House.Evening.AddHours(-20);

    /// <summary>Fills the house, moves it to the evening, and returns the stay of whoever is inside, the lock that is offline and its property.</summary>
    public static async Task<(Guid Stay, Guid Lock, Guid Property)> FillAsync(House house)
    {
        var evening = House.Evening;
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var verdi = await around.PropertyAsync("Carrer de Verdi 48, 2-1", "Barcelona", "Europe/Madrid", "Street door", "Flat");
        var bica = await around.PropertyAsync("Rua da Bica 17, 1º", "Lisbon", "Europe/Lisbon", "Building", "Flat");
        var born = await around.PropertyAsync("Passeig del Born 9, 3-2", "Barcelona", "Europe/Madrid", "Street door", "Flat 3-2");
        var begur = await around.PropertyAsync("Casa Tramuntana", "Begur", "Europe/Madrid", "Gate", "Front door", "Pool house");
        var jonas = await around.StayAsync(verdi, "Jonas Weber", 2, evening.AddMinutes(48), evening.AddDays(3), Refuse);
        await around.StayAsync(bica, "Chloé Martin", 2, evening.AddMinutes(18), evening.AddDays(2), s => (s.Readiness, s.WorstReason) =
            (Readiness.AtRisk, "Flat battery was 18 % when last seen 3 h ago. The code is on the lock; the keypad may be dead before she stands at the door."));
        var amelia = await around.StayAsync(born, "Amelia Hart", 4, evening.AddMinutes(-42), evening.AddDays(3));
        await around.StayAsync(begur, "Beatriz Oliveira", 5, evening.AddMinutes(63), evening.AddDays(4));
        await around.StayAsync(begur, "Nora Lindqvist", 3, evening.AddDays(5), evening.AddDays(8));
        house.Time.SetUtcNow(evening.AddMinutes(-40));
        await WorkAsync(house, amelia.Id);
        house.Time.SetUtcNow(evening);
        var offline = await HearFromLocksAsync(house, verdi, bica);
        await around.EscalateAsync("The flat door at Carrer de Verdi 48 does not hold the code", "It went offline at 14:05, before it had taken the code.", jonas, offline);
        return (amelia.Id, offline, verdi.Id);
    }

    private static void Refuse(Stay stay)
    {
        (stay.Readiness, stay.WorstReason) = (Readiness.Blocked, "The flat door went offline at 14:05, before it had taken the code. It is tried again every 10 minutes.");
        stay.Codes[^1].SetFault(AccessCodeFault.SetFailed, "The lock did not take the code. It has been offline since 14:05.", stay.CheckInUtc!.Value.AddHours(-4));
    }

    private static async Task WorkAsync(House house, Guid stayId)
    {
        await using var db = house.Database.Open();
        foreach (var code in await db.AccessCodes.Where(c => c.StayId == stayId).ToListAsync())
        {
            var now = house.Time.GetUtcNow();
            code.Observe(new CodeReading(CodePresence.Working, code.IntendedFromUtc, code.IntendedUntilUtc, false, null, AccessCodeFault.None, "", true), now);
            code.MarkUsed(now);
        }

        await db.SaveChangesAsync();
    }

    private static async Task<Guid> HearFromLocksAsync(House house, Property verdi, Property bica)
    {
        var now = house.Time.GetUtcNow();
        await using var db = house.Database.Open();
        foreach (var heard in await db.SmartLocks.ToListAsync())
        {
            (heard.LastSeenUtc, heard.BatterySeenUtc) = (now.AddMinutes(-2), now.AddMinutes(-2));
        }

        var flat = await LockOfAsync(verdi, "Flat");
        flat.SetOnline(false, now.AddMinutes(-217));
        (flat.LastSeenUtc, flat.BatterySeenUtc, flat.BatteryLevel) = (now.AddMinutes(-217), now.AddMinutes(-217), 0.61);
        var weak = await LockOfAsync(bica, "Flat");
        (weak.LastSeenUtc, weak.BatterySeenUtc, weak.BatteryLevel) = (now.AddHours(-3), now.AddHours(-3), 0.18);
        await db.SaveChangesAsync();
        return flat.Id;

        Task<SmartLock> LockOfAsync(Property property, string door) =>
            db.DoorUses.Where(d => d.PropertyId == property.Id && d.DoorName == door).Select(d => d.Lock!).SingleAsync();
    }
}
