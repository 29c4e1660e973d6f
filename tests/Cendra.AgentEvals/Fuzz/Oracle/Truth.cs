using Cendra.AgentEvals.Fuzz.House;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.AgentEvals.Fuzz.Oracle;

/// <summary>A stay as it is now, with its digits in the clear.</summary>
internal sealed record TrueStay(Guid Id, string Property, string Phone, string Mail, bool IsCancelled, DateTimeOffset FromUtc, DateTimeOffset UntilUtc, TimeOnly? HostIn, TimeOnly? HostOut, IReadOnlyList<string> Pins, int Replaced)
{
    /// <summary>May digits that open with the code be told to this phone or mail address at this moment: the rule in the test's own words.</summary>
    public bool Hears(string address, DateTimeOffset atUtc, bool fromCheckIn) => (address == Phone || address == Mail) && !IsCancelled && atUtc < UntilUtc && atUtc >= (fromCheckIn ? FromUtc : FromUtc.AddHours(-24));
}

/// <summary>What is so at this moment, read from the rows and opened.</summary>
internal sealed record Truth(IReadOnlyList<TrueStay> Stays)
{
    public static async Task<Truth> ReadAsync(FuzzHouse house, CendraDbContext db)
    {
        var vault = house.Play.Services.GetRequiredService<PinVault>();
        var stays = await db.Stays.AsNoTracking().Include(s => s.Pins).Include(s => s.Reservation).Include(s => s.Property).AsSplitQuery().Where(s => s.CheckInUtc != null).ToListAsync();
        return new Truth([.. stays.Select(s => new TrueStay(
            s.Id, s.Property!.Name, s.Reservation!.GuestPhone, s.Reservation.GuestEmail, s.Status == StayStatus.Cancelled, s.CheckInUtc!.Value, s.CheckOutUtc!.Value, s.HostCheckInTime, s.HostCheckOutTime,
            [.. s.Pins.Where(p => p.Sealed is not null).Select(p => vault.Reveal(p.Sealed!))], s.Pins.Count(p => p.ReplacedUtc is not null)))]);
    }

    /// <summary>Two guests of one place between whom less than the host's four hours lie.</summary>
    public IEnumerable<(TrueStay Before, TrueStay After, TimeSpan Between)> TooClose() =>
        from one in Stays
        from next in Stays
        where one.Property == next.Property && !one.IsCancelled && !next.IsCancelled && next.FromUtc > one.FromUtc && next.FromUtc - one.UntilUtc < TimeSpan.FromHours(4)
        select (one, next, next.FromUtc - one.UntilUtc);

    /// <summary>All PINs.</summary>
    public IEnumerable<string> Pins => Stays.SelectMany(s => s.Pins);
}
