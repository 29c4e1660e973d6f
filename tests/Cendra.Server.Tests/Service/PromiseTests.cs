using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Promises;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>Promises: what a person offers beyond the booking stands on the books with its message, is kept by changed times and a guest who was told, and calls a host in time while it is open.</summary>
public sealed class PromiseTests
{
    private const string Late = "Late check-out until 13:00 is fine.";

    [Fact]
    public async Task A_late_check_out_that_a_person_offers_is_open_until_the_times_are_changed_and_the_guest_was_told()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await OffersAsync(world, Late);
        var promise = await PromiseAsync(world);
        Assert.Equal((CommitmentKind.CheckOut, new TimeOnly(13, 0), CommitmentState.Open), (promise.Kind, promise.TimeLocal!.Value, promise.State));
        Assert.Equal((ServiceWorld.HostUser, ServiceWorld.Utc("2026-06-04 11:00")), (promise.PromisedByUserId!.Value, promise.MomentUtc));
        Assert.NotNull(promise.MessageId);

        await world.InScopeAsync<StayOrders>(async orders => Assert.False((await orders.LeaveAtAsync(promise.StayId, new TimeOnly(13, 0), PropertyScope.All, AuditActor.Host(ServiceWorld.HostUser), CancellationToken.None)).IsRefused));
        world.Doors.RefuseNextMessages(1_000);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(CommitmentState.Open, (await PromiseAsync(world)).State); // Done, but the guest was not told.

        world.Doors.RefuseNextMessages(0);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(CommitmentState.Kept, (await PromiseAsync(world)).State);
        Assert.Contains("13:00", world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-04 10:00");
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), IsAboutPromise);
    }

    [Fact]
    public async Task An_open_promise_calls_a_host_four_hours_before_it_matters_and_once()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await OffersAsync(world, Late);
        await world.ClockMovesToAsync("2026-06-04 05:55");
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), IsAboutPromise);

        await world.ClockMovesToAsync("2026-06-04 07:00");
        var call = Assert.Single(await world.OpenEscalationsAsync(), IsAboutPromise);
        Assert.NotNull(call.NotifiedUtc);
        Assert.True(call.NotifiedUtc <= ServiceWorld.Utc("2026-06-04 07:00"));
        Assert.Contains("check-out until 13:00", call.Title, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-04 09:00");
        Assert.Single(await world.OpenEscalationsAsync(), IsAboutPromise);
    }

    [Fact]
    public async Task One_that_is_late_already_calls_at_once_and_one_that_is_taken_back_calls_nobody()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var stay = await world.StayAsync("R1");
        await DeskAsync(world, desk => desk.AddAsync(stay.Id, "A cot in the bedroom", world.Now.AddHours(2), ServiceWorld.HostUser, AuditActor.Host(ServiceWorld.HostUser), PropertyScope.All, CancellationToken.None), refused: false);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        var call = Assert.Single(await world.OpenEscalationsAsync(), IsAboutPromise);
        Assert.NotNull(call.NotifiedUtc);

        var promise = await PromiseAsync(world);
        await DeskAsync(world, desk => desk.WithdrawAsync(promise.Id, AuditActor.Host(ServiceWorld.HostUser), PropertyScope.All, CancellationToken.None), refused: false);
        await DeskAsync(world, desk => desk.KeptAsync(promise.Id, AuditActor.Host(ServiceWorld.HostUser), PropertyScope.All, CancellationToken.None), refused: false); // Too late: what has ended stays so.
        Assert.Equal(CommitmentState.Withdrawn, (await PromiseAsync(world)).State);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), IsAboutPromise);
    }

    [Fact]
    public async Task Said_twice_it_is_one_promise_and_words_that_promise_nothing_make_none()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Check-out is at 11:00. A later check-out at 13:00 is not possible.");
        await using (var db = world.Open())
        {
            Assert.Empty(await db.Commitments.ToListAsync());
        }

        await OffersAsync(world, Late);
        await OffersAsync(world, "You can stay until 1 pm, see you.");
        await world.RestartAsync();
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Equal(CommitmentState.Open, (await PromiseAsync(world)).State);
    }

    [Fact]
    public async Task A_promise_that_was_noted_by_hand_needs_words_a_moment_to_come_and_a_stay_of_ones_own()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var stay = await world.StayAsync("R1");
        Task AddAsync(string what, DateTimeOffset at, PropertyScope scope) => DeskAsync(world, desk => desk.AddAsync(stay.Id, what, at, ServiceWorld.HostUser, "host:x", scope, CancellationToken.None), refused: true);
        await AddAsync(" ", world.Now.AddHours(1), PropertyScope.All);
        await AddAsync("A cot", world.Now.AddMinutes(-1), PropertyScope.All);
        await AddAsync("The side door takes 48 21", world.Now.AddHours(1), PropertyScope.All); // A promise may become the title of an escalation.
        await AddAsync("A cot", world.Now.AddHours(1), PropertyScope.Some([]));
        await using var db = world.Open();
        Assert.Empty(await db.Commitments.ToListAsync());
    }

    private static bool IsAboutPromise(Escalation escalation) => escalation.Cause.StartsWith("promise:", StringComparison.Ordinal);

    /// <summary>A person is warned and sends it all the same.</summary>
    private static async Task OffersAsync(ServiceWorld world, string text)
    {
        var conversation = await world.ConversationAsync();
        IReadOnlyList<string> findings = [];
        await world.InScopeAsync<ConversationDesk>(async desk => findings = await desk.FindingsAsync(conversation.Id, text, PropertyScope.All, CancellationToken.None));
        Assert.NotEmpty(findings);
        Assert.Equal(DeskOutcome.Done, await world.HostAsync((desk, id) => desk.ReplyAsync(id, ServiceWorld.HostUser, text, PropertyScope.All, CancellationToken.None, findings)));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
    }

    private static async Task DeskAsync(ServiceWorld world, Func<PromiseDesk, Task<Ordered>> act, bool refused)
    {
        await world.InScopeAsync<PromiseDesk>(async desk => Assert.Equal(refused, (await act(desk)).IsRefused));
        await world.WorkAsync();
    }

    private static async Task<Commitment> PromiseAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.Commitments.SingleAsync();
    }
}
