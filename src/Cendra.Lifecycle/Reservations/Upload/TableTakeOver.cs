using System.Globalization;
using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>What came of a take-over.</summary>
/// <param name="Plan">What was taken over; where nothing was, what would be done now.</param>
/// <param name="IsOther">Something changed since the plan was shown: nothing was done.</param>
/// <param name="NotTaken">Lines that somebody else wrote in the same moment; the next take-over has them.</param>
public sealed record TableTaken(TablePlan Plan, bool IsOther, IReadOnlyList<int> NotTaken);

/// <summary>
/// Takes the good lines of a table over, each saved by itself and by the same rules as every other source's bookings. A take-over that breaks off is finished by the next: what was taken is
/// then unchanged.
/// </summary>
public sealed class TableTakeOver(CendraDbContext db, TablePlanner planner, ReservationIntake intake, ConnectionWatch watch, JobWaker jobs)
{
    /// <summary>Does what was shown, or nothing where something else would be done now.</summary>
    /// <param name="connectionId">A connection for uploads.</param>
    /// <param name="table">The table.</param>
    /// <param name="seen">The fingerprint of the plan that somebody saw.</param>
    /// <param name="actor">Who took over, for the connection's chain.</param>
    /// <param name="ct">Ends it between two lines.</param>
    public async Task<TableTaken> TakeAsync(Guid connectionId, UploadedTable table, string seen, string actor, CancellationToken ct)
    {
        var plan = await planner.PlanAsync(connectionId, table, ct);
        if (plan.Fingerprint != seen)
        {
            return new TableTaken(plan, true, []);
        }

        var (notTaken, touched) = (new List<int>(), 0);
        foreach (var line in plan.Lines.Where(l => l.Snapshot is not null))
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                touched += (await intake.TakeAsync(connectionId, line.Snapshot!, ct)).Count;
            }
            catch (DbUpdateException)
            {
                notTaken.Add(line.Line); // Two of the same moment: the row's version or its unique index let one win, and this line comes again.
            }

            db.ChangeTracker.Clear();
        }

        if (plan.DoesSomething)
        {
            await NoteAsync(connectionId, plan, notTaken.Count, actor, ct);
        }

        if (touched > 0)
        {
            jobs.WakeSweep(Sweeps.DueStays);
        }

        return new TableTaken(plan, false, notTaken);
    }

    private async Task NoteAsync(Guid connectionId, TablePlan plan, int notTaken, string actor, CancellationToken ct)
    {
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId && c.Kind == ConnectionKind.Upload, ct);
        connection.NoteChanged(actor, string.Create(
            CultureInfo.InvariantCulture, $"Table taken over: {plan.Count(LineStep.New)} new, {plan.Count(LineStep.Changed)} changed, {plan.Count(LineStep.Unchanged)} as they were, {plan.Count(LineStep.Refused)} refused, {notTaken} left for another time"));
        await db.SaveChangesAsync(ct);
        await watch.GoodAsync(connectionId, ct);
    }
}
