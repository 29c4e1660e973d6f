using System.Globalization;
using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Orders;

/// <summary>What came of a host's order.</summary>
/// <param name="Problem">Why nothing was done and what to change; empty = done.</param>
public sealed record Ordered(string Problem)
{
    /// <summary>Carried out, or on its way to the locks.</summary>
    public static Ordered Done { get; } = new("");

    /// <summary>It was refused; nothing changed.</summary>
    public bool IsRefused => Problem.Length > 0;
}

/// <summary>
/// One stay under a host's order: read within what the host sees, changed, and saved with the line that says who ordered what. The next look at the stay carries
/// it out at the locks, so that an order given twice, or lost halfway, ends the same.
/// </summary>
public sealed class OrderedStay(CendraDbContext db, JobWaker waker, StayClock clock)
{
    private const string NotHere = "This stay is not here any more, or lies outside what you see.";
    private const string Meanwhile = "Something else changed this stay at the same moment. Nothing was done: try again.";

    /// <summary>Reads the stay, lets <paramref name="order"/> change it or say why not, and saves.</summary>
    public async Task<Ordered> RunAsync(Guid stayId, PropertyScope scope, string actor, Func<Stay, Task<(string Problem, string Line)>> order, CancellationToken ct)
    {
        if (await ReadAsync(stayId, scope, ct) is not { } stay)
        {
            return new Ordered(NotHere);
        }

        var (problem, line) = await order(stay);
        if (problem.Length > 0)
        {
            return new Ordered(problem);
        }

        stay.NoteThat(AuditKind.HostOrdered, actor, line);
        stay.LookAgainBy(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return new Ordered(Meanwhile);
        }

        waker.WakeSweep(Sweeps.DueStays);
        return Ordered.Done;
    }

    /// <summary>The stay with all that orders judge by; null when there is none in this scope.</summary>
    public Task<Stay?> ReadAsync(Guid stayId, PropertyScope scope, CancellationToken ct) =>
        scope.Of(db.Stays).Include(s => s.Reservation).Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock)
            .Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == stayId, ct);

    /// <summary>"Wed 3 Jun 12:00 CEST" on the property's wall.</summary>
    public static string Moment(DateTimeOffset atUtc, string zone)
    {
        var (local, abbreviation) = StayWindow.LocalTime(atUtc, zone);
        return string.Create(CultureInfo.InvariantCulture, $"{local:ddd d MMM HH:mm} {abbreviation}");
    }
}
