using System.Collections.Concurrent;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Reservations;
using Cendra.Messaging;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Server.Tests.World;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Workers in the same moment at the same row of PostgreSQL, where a refused statement ends its transaction. A loser may fail as a job fails that is tried again; nothing is done twice.
/// </summary>
public sealed class RacesTests
{
    private const int Workers = 8;
    private static readonly WorldOptions OnPostgres = new() { Database = DatabaseProvider.PostgreSql, Phones = true, Polls = true };

    [PostgresFact]
    public async Task Workers_at_one_booking_and_one_stay_make_one_stay_and_one_code_for_each_door()
    {
        await using var world = await ServiceWorld.OpenAsync(OnPostgres);
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("street", LockBehaviour.NativeSchedule), ServiceWorld.Door("gate", LockBehaviour.JustInTime));
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        var webhook = (await IdsAsync(world, db => db.ReceivedWebhooks.Where(w => w.Source == ServiceWorld.Pms).Select(w => w.Id))).Single();
        await AtOnceAsync<TakeReservationJob>(world, [webhook], (job, id) => job.RunAsync(id, CancellationToken.None));
        var stay = (await world.StayAsync("R1")).Id;
        await Task.WhenAll(
            AtOnceAsync<ReconcileStayJob>(world, [stay], (job, id) => job.RunAsync(id, CancellationToken.None)),
            AtOnceAsync<DueStaysSweep>(world, [stay], (sweep, _) => sweep.RunAsync(CancellationToken.None)));
        await world.ClockMovesToAsync("2026-06-01 15:05");

        var pin = await world.DigitsAsync("R1", "street");
        Assert.All(["street", "gate"], door => Assert.Equal(pin, Assert.Single(world.Doors.PhysicalCodes(door)).Digits));
        Assert.Equal(2, world.Doors.CreatedCodes());
        Assert.Single(world.Told(), text => text.Contains(ServiceWorld.Spoken(pin), StringComparison.Ordinal));
        await using var db = world.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Kind == AuditKind.ReservationReceived));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [PostgresFact]
    public async Task Workers_at_one_guests_first_messages_make_one_conversation_and_one_answer()
    {
        await using var world = await ServiceWorld.OpenAsync(OnPostgres);
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-20", "2026-06-24");
        world.CopiesAtOnce = 2;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, TwilioCalls.MessageOf($"SM{i}", i == 0 ? "¿Cuál es el código?" : $"Hola {i}")))));
        var webhooks = await IdsAsync(world, db => db.ReceivedWebhooks.Where(w => w.ExternalId.StartsWith("SM")).Select(w => w.Id));
        Assert.Equal(6, webhooks.Count);
        await AtOnceAsync<TakeGuestMessageJob>(world, webhooks, (job, id) => job.RunAsync(id, CancellationToken.None), 2);
        await AtOnceAsync<TakeGuestMessageJob>(world, webhooks, (job, id) => job.RunAsync(id, CancellationToken.None), 1);
        var conversation = await world.ConversationAsync();
        Assert.Equal(6, (await world.MessagesAsync(MessageKinds.FromGuest)).Count(m => m.ConversationId == conversation.Id));

        world.Time.Advance(TimeSpan.FromSeconds(15));
        await AtOnceAsync<AnswerGuestJob>(world, [conversation.Id], (job, id) => job.RunAsync(id, CancellationToken.None));
        var answer = Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
        await Task.WhenAll(
            AtOnceAsync<DeliverMessageJob>(world, [answer.Id], (job, id) => job.RunAsync(id, CancellationToken.None)),
            AtOnceAsync<DueMessagesSweep>(world, [answer.Id], (sweep, _) => sweep.RunAsync(CancellationToken.None)));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Single(world.Told());
        Assert.Equal(1, world.Doors.Phone(HousePhones.Guest).Count(m => m.Direction == "in"));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [PostgresFact]
    public async Task Workers_at_one_call_for_a_host_call_once()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(OnPostgres);
        await world.Doors.PhoneWritesAsync(new Simulator.Phones.PhoneText { From = HousePhones.Guest, Body = "La puerta no abre" });
        var webhook = await IdsAsync(world, db => db.ReceivedWebhooks.Where(w => w.ProcessedUtc == null).Select(w => w.Id));
        await AtOnceAsync<TakeGuestMessageJob>(world, webhook, (job, id) => job.RunAsync(id, CancellationToken.None));
        await AtOnceAsync<AnswerGuestJob>(world, [(await world.ConversationAsync()).Id], (job, id) => job.RunAsync(id, CancellationToken.None));
        Assert.Single(await world.OpenEscalationsAsync());
        await AtOnceAsync<NotifyHostsSweep>(world, [Guid.Empty], (sweep, _) => sweep.RunAsync(CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["sms", "whatsapp"], world.Doors.Phone(HousePhones.Host).Select(m => m.Channel).Order(StringComparer.Ordinal));
        Assert.Equal(2, world.Told().Count);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [PostgresFact]
    public async Task What_the_database_gives_up_to_end_a_deadlock_is_saved_all_the_same()
    {
        await using var world = await ServiceWorld.OpenAsync(OnPostgres);
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-12");
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Born 9", "2026-06-20", "2026-06-22");
        Guid[] stays = [.. new[] { (await world.StayAsync("R1")).Id, (await world.StayAsync("R2")).Id }.Order()];
        await using var source = NpgsqlDataSource.Create(world.Database.Settings["ConnectionStrings:Cendra"]);
        await using var other = await source.OpenConnectionAsync();
        await DoAsync(other, "SET deadlock_timeout = '1h'; BEGIN", null);
        await DoAsync(other, TouchStay, stays[1]);

        var saving = world.WithRowsAsync(db => db.Stays.ForEachAsync(stay =>
        {
            stay.DueAtUtc = world.Now.AddHours(1);
            stay.NoteThat(AuditKind.ReservationIgnored, AuditActor.Cendra, "Overtaken");
        }));
        await ServerProcess.UntilAsync("the save waits for the other's row", async () =>
        {
            await using var waits = source.CreateCommand("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)");
            return (bool)(await waits.ExecuteScalarAsync())!;
        });
        await DoAsync(other, TouchStay, stays[0]);
        await DoAsync(other, "COMMIT", null);
        await saving;
        await using var db = world.Open();
        Assert.Equal(2, await db.AuditEvents.CountAsync(e => e.What == "Overtaken"));
        Assert.Equal(2, await db.Stays.CountAsync(s => s.DueAtUtc == world.Now.AddHours(1)));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    private const string TouchStay = "UPDATE \"Stays\" SET \"WorstReason\" = \"WorstReason\" WHERE \"Id\" = $1";

    private static async Task DoAsync(NpgsqlConnection connection, string sql, Guid? id)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (id is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = id });
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<Guid>> IdsAsync(ServiceWorld world, Func<CendraDbContext, IQueryable<Guid>> query)
    {
        await using var db = world.Open();
        return await query(db).ToListAsync();
    }

    /// <summary>So many workers at each, each in a scope of its own. Only a lost race, and never all of them, may fail.</summary>
    private static async Task AtOnceAsync<T>(ServiceWorld world, IReadOnlyList<Guid> ids, Func<T, Guid, Task> act, int workers = Workers)
        where T : notnull
    {
        var lost = new ConcurrentQueue<Exception>();
        await Task.WhenAll(Enumerable.Range(0, workers).SelectMany(_ => ids).Select(id => Task.Run(async () =>
        {
            try
            {
                await world.InScopeAsync<T>(job => act(job, id));
            }
            catch (DbUpdateException collision)
            {
                lost.Enqueue(collision);
            }
        })));
        Assert.True(lost.Count < workers * ids.Count, $"{typeof(T).Name}: nobody won: {lost.FirstOrDefault()}");
    }
}
