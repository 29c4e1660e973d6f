using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>Unique indexes settle races: of several who want the same, one gets it and the others are told. Alike on all three databases.</summary>
public abstract class UniquenessSuite(DatabaseProvider provider)
{
    [DatabaseFact]
    public Task One_booking_of_one_source_is_stored_once() =>
        OneWinsAsync((world, house) => world.Rows.Booking(house.Connection, house.Reservation), (world, house) => world.Rows.Booking(house.Connection, house.Reservation, "BOOKING-1"));

    [DatabaseFact]
    public Task A_pin_is_held_on_a_lock_by_one_stay() =>
        OneWinsAsync((world, house) => world.Rows.Hold(house.Lock, house.Stay), (world, house) => world.Rows.Hold(house.Lock, house.Stay, "591374"));

    [DatabaseFact]
    public Task A_stay_has_one_code_for_each_door_and_pin_version() =>
        OneWinsAsync((world, house) =>
        {
            var code = world.Rows.Code(house.Pin, house.Door);
            (code.Pin, code.Lock) = (null, null);
            return code;
        });

    [DatabaseFact]
    public Task A_webhook_is_stored_once() =>
        OneWinsAsync((world, _) => world.Rows.Webhook(), (world, _) => world.Rows.Webhook(externalId: "MSG_1"));

    [DatabaseFact]
    public Task A_message_is_queued_once_for_its_occasion() =>
        OneWinsAsync((world, house) => Queued(world, house, "pre-arrival:1"), (world, house) => Queued(world, house, "pre-arrival:2"));

    [DatabaseFact]
    public Task One_cause_has_one_open_escalation() =>
        OneWinsAsync((world, _) => world.Rows.Escalation(), (world, _) => world.Rows.Escalation("lock-offline:2"));

    [DatabaseFact]
    public async Task A_cause_can_open_again_after_it_was_resolved_and_then_again_only_once()
    {
        await using var world = await TestDatabase.CreateAsync(provider);
        for (var i = 0; i < 2; i++)
        {
            await world.SaveAsync(world.Rows.Escalation());
            await using var db = world.Open();
            (await db.Escalations.SingleAsync(e => e.ResolvedUtc == null)).Resolve("cendra", "back online", world.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await world.SaveAsync(world.Rows.Escalation());
        await Assert.ThrowsAsync<DbUpdateException>(() => world.SaveAsync(world.Rows.Escalation()));
        await using var all = world.Open();
        Assert.Equal(3, await all.Escalations.CountAsync());
    }

    [DatabaseFact]
    public async Task Deliveries_without_a_providers_id_do_not_collide_and_with_one_they_do()
    {
        await using var world = await TestDatabase.CreateAsync(provider);
        var house = world.Rows.House();
        var conversation = world.Rows.Conversation(house.Reservation, house.Stay);
        var message = world.Rows.Message(conversation);
        await world.SaveAsync([.. house.All, conversation, message, world.Rows.Delivery(message), world.Rows.Delivery(message)]);
        await world.SaveAsync(Known(world, message));
        await Assert.ThrowsAsync<DbUpdateException>(() => world.SaveAsync(Known(world, message)));
    }

    /// <summary>Four save what <paramref name="same"/> makes at once; one wins. What <paramref name="different"/> makes is stored beside it.</summary>
    private async Task OneWinsAsync(Func<TestDatabase, House, object> same, Func<TestDatabase, House, object>? different = null)
    {
        await using var world = await TestDatabase.CreateAsync(provider);
        var house = world.Rows.House();
        await world.SaveAsync([.. house.All.Where(r => r.GetType() != same(world, house).GetType()), ConversationOf(house)]);
        var rows = Enumerable.Range(0, 4).Select(_ => same(world, house)).ToList();
        var outcomes = await Task.WhenAll(rows.Select(row => Task.Run(() => TryAsync(world, row))));
        Assert.Single(outcomes, won => won);
        if (different is not null)
        {
            Assert.True(await TryAsync(world, different(world, house)), "What differs was refused too.");
        }
    }

    private static async Task<bool> TryAsync(TestDatabase world, object row)
    {
        await using var db = world.Open();
        try
        {
            // Only the row itself: what it refers to is stored already.
            db.Entry(row).State = EntityState.Added;
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    private static Message Queued(TestDatabase world, House house, string key) => world.Rows.Message(ConversationOf(house), key);

    private static Conversation ConversationOf(House house) => new() { Id = house.Stay.Id, Key = Conversation.KeyOf(house.Stay.ReservationId), StayId = house.Stay.Id };

    private static Delivery Known(TestDatabase world, Message message)
    {
        var delivery = world.Rows.Delivery(message);
        delivery.ProviderId = "SM1";
        return delivery;
    }
}
