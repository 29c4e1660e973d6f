using System.Net;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Orders;
using Cendra.Lifecycle.WriteBack;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.WriteBack;

/// <summary>Codes in the fields of booking systems: only where an owner said so, only when a code may be told, proven by reading back, and never at the cost of a door.</summary>
public sealed class WriteBackTests
{
    private static readonly string Marta = AuditActor.Host(new Guid("00000000-0000-7000-8000-00000000ab1e"));

    [Fact]
    public async Task A_code_is_written_when_it_may_be_told_after_its_audit_row_and_cleared_after_the_stay()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-02 14:50");
        Assert.Empty(world.Calls);
        await world.World.MoveToAsync("2026-06-02 15:05");
        Assert.Equal(await world.DigitsAsync(), world.Code());
        var field = world.Fields["R1"];
        Assert.Equal(("2026-06-03T13:00:00Z", "2026-06-05T09:00:00Z"), (field["validFrom"]!.GetValue<string>(), field["validUntil"]!.GetValue<string>()));
        var line = Assert.Single(await world.World.ChainAsync("R1"), e => e.Kind == AuditKind.CodeDisclosed);
        Assert.Equal("Code written into the booking in pms", line.What);
        Assert.Null((await world.PinAsync()).ToldUtc); // Seen by people there, told to nobody by this.
        Assert.NotNull((await world.RowAsync()).ReadBackUtc);

        await world.World.MoveToAsync("2026-06-05 11:05");
        Assert.Null(world.Code());
        Assert.Equal((CodeWriteBackState.Cleared, 2), ((await world.RowAsync()).State, world.Writes));
        Assert.Null((await world.RowAsync()).DueAtUtc);
        Assert.Empty((await world.World.Database.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task A_rotation_says_beforehand_that_the_code_stands_in_the_booking_system()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var (id, plan) = ((await world.World.StayAsync("R1")).Id, new RotationPlan([], [], "not asked"));
        await world.World.InScopeAsync<PinOrders>(async o => plan = await o.PlanAsync(id, PropertyScope.All, CancellationToken.None));
        Assert.Contains(plan.People, p => p.StartsWith("The present code was given to a booking system", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.People, p => p.Contains("told to nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written_where_no_owner_said_so()
    {
        await using var world = await WriteBackWorld.OpenAsync(optIn: false);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-05 12:00");
        Assert.Empty(world.Calls);
    }

    [Fact]
    public async Task A_cancelled_stay_has_its_field_cleared_at_once_and_one_that_comes_back_has_it_written_again()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05", status: "cancelled");
        Assert.Null(world.Code());
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(await world.DigitsAsync(), world.Code());
    }

    [Fact]
    public async Task Moved_dates_are_written_with_the_same_digits()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var before = world.Code();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-06");
        await world.World.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((before, "2026-06-06T09:00:00Z"), (world.Code(), world.Fields["R1"]["validUntil"]!.GetValue<string>()));
    }

    [Fact]
    public async Task T48_A_write_that_is_ignored_is_tried_again_with_a_host_told_once_and_the_lock_untouched()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        world.Ignores = true;
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-03 09:00");
        Assert.InRange(world.Writes, 4, 40);
        var told = Assert.Single(await world.World.OpenEscalationsAsync());
        Assert.Equal((WriteBackConcerns.SilentCause((await world.ConnectionAsync()).Id), EscalationPriority.P1), (told.Cause, told.Priority));
        Assert.Contains("may lack the code", told.Text, StringComparison.Ordinal);

        world.Ignores = false;
        await world.World.MoveToAsync("2026-06-03 15:05");
        Assert.Equal(await world.DigitsAsync(), world.Code());
        Assert.True(world.World.Opens(WriteBackWorld.Door, await world.DigitsAsync()));
        Assert.Empty(await world.World.OpenEscalationsAsync());
        Assert.Single((await world.World.StayAsync("R1")).Pins);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task T48_A_system_that_fails_is_asked_less_and_less_and_has_the_code_when_it_is_back(HttpStatusCode status)
    {
        await using var world = await WriteBackWorld.OpenAsync();
        world.Instead = _ => new HttpResponseMessage(status);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-03 12:00");
        Assert.InRange(world.Calls.Count, 5, 40);
        Assert.Single(await world.World.OpenEscalationsAsync());
        world.Instead = _ => null;
        await world.World.MoveToAsync("2026-06-03 14:00");
        Assert.Equal((await world.DigitsAsync(), 1), (world.Code(), world.Writes));
    }

    [Fact]
    public async Task T48_A_system_that_asks_to_be_left_alone_is_left_alone_so_long()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        world.Instead = _ => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "7200" } } };
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-02 16:55");
        Assert.Single(world.Calls);
    }

    [Fact]
    public async Task T48_A_timeout_after_the_effect_is_found_written_and_never_written_twice()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        world.TakesBeforeItFails = true;
        world.Instead = request => request.Method == HttpMethod.Put ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : null;
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-02 15:30");
        Assert.Equal((await world.DigitsAsync(), 1, CodeWriteBackState.Written), (world.Code(), world.Writes, (await world.RowAsync()).State));
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T48_A_process_that_dies_at_the_write_comes_to_the_same_end()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-02 14:59");
        world.Instead = request => request.Method == HttpMethod.Put ? throw new KilledHereException() : null;
        await Assert.ThrowsAsync<KilledHereException>(() => world.World.MoveToAsync("2026-06-02 15:05"));
        Assert.Equal(CodeWriteBackState.Sent, (await world.RowAsync()).State);
        world.Instead = _ => null;
        await world.World.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((await world.DigitsAsync(), CodeWriteBackState.Written), (world.Code(), (await world.RowAsync()).State));
    }

    [Fact]
    public async Task T48_A_secret_that_is_refused_is_a_hosts_task_at_once_and_destroys_nothing()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        world.Instead = _ => new HttpResponseMessage(HttpStatusCode.Unauthorized);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.World.MoveToAsync("2026-06-02 15:01");
        Assert.Equal(ConnectionState.NeedsSignIn, (await world.ConnectionAsync()).State);
        Assert.Single(await world.World.OpenEscalationsAsync());
        await world.World.MoveToAsync("2026-06-03 15:05");
        Assert.True(world.World.Opens(WriteBackWorld.Door, await world.DigitsAsync()));
    }

    [Fact]
    public async Task Looks_that_come_many_times_write_nothing_twice()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.World.LookNowAsync("R1");
            await world.World.Database.Get<WriteBacksSweep>().RunAsync(CancellationToken.None);
        }

        Assert.Equal((1, 1), (world.Writes, (await world.World.ChainAsync("R1")).Count(e => e.Kind == AuditKind.CodeDisclosed)));
    }

    [Fact]
    public async Task T49_Digits_that_a_host_types_in_the_field_are_taken_over_and_pushed_to_the_lock()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var before = await world.DigitsAsync();
        world.PersonTypes("739 162");
        await world.World.MoveToAsync("2026-06-03 15:05");
        Assert.Equal("739162", await world.DigitsAsync());
        Assert.True(world.World.Opens(WriteBackWorld.Door, "739162"));
        Assert.True(world.World.Opens(WriteBackWorld.Door, before), "The booking system may have told them: they open until the new ones are told.");
        Assert.Equal(("739 162", 1, PinSource.Host), (world.Code(), world.Writes, (await world.PinAsync()).Source));
        Assert.Contains(await world.World.ChainAsync("R1"), e => e.Actor == AuditActor.Pms && e.Kind == AuditKind.HostOrdered);
        var asked = WriteBackConcerns.EditedCause((await world.RowAsync()).Id);
        Assert.DoesNotContain(await world.World.OpenEscalationsAsync(), e => e.Cause == asked);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("ask Marta")]
    [InlineData("123456789012345678901234")]
    public async Task T49_What_no_door_takes_is_left_alone_and_a_host_is_asked_once(string typed)
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var digits = await world.DigitsAsync();
        world.PersonTypes(typed);
        await world.World.MoveToAsync("2026-06-03 15:05");
        Assert.Equal((typed, 1, CodeWriteBackState.Disputed), (world.Code(), world.Writes, (await world.RowAsync()).State));
        Assert.True(world.World.Opens(WriteBackWorld.Door, digits));
        var asked = Assert.Single(await world.World.OpenEscalationsAsync());
        Assert.DoesNotContain(typed, asked.Text + asked.Title, StringComparison.Ordinal);

        world.PersonTypes(null);
        await world.World.MoveAsync(TimeSpan.FromHours(1));
        Assert.Equal((digits, CodeWriteBackState.Written), (world.Code(), (await world.RowAsync()).State));
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T49_Another_guests_digits_are_not_taken_over()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.World.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        await world.WrittenAsync();
        world.PersonTypes(await world.DigitsAsync("R2"));
        await world.World.MoveAsync(TimeSpan.FromHours(1));
        Assert.Equal(CodeWriteBackState.Disputed, (await world.RowAsync()).State);
        Assert.Contains("somebody else", (await world.RowAsync()).Trouble, StringComparison.Ordinal);
        Assert.NotEqual(await world.DigitsAsync("R1"), await world.DigitsAsync("R2"));
    }

    [Fact]
    public async Task T49_Where_the_connection_does_not_allow_it_nothing_is_taken_over_and_a_host_may_choose_the_same()
    {
        await using var world = await WriteBackWorld.OpenAsync(adopts: false);
        await world.WrittenAsync();
        world.PersonTypes("739162");
        await world.World.MoveAsync(TimeSpan.FromHours(1));
        Assert.Equal(CodeWriteBackState.Disputed, (await world.RowAsync()).State);
        Assert.NotEqual("739162", await world.DigitsAsync());

        var stay = await world.World.StayAsync("R1");
        await world.World.InScopeAsync<PinOrders>(async o => Assert.Equal("", (await o.ChooseAsync(stay.Id, "739162", PropertyScope.All, Marta, CancellationToken.None)).Problem));
        await world.World.MoveAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(("739162", CodeWriteBackState.Written), (world.Code(), (await world.RowAsync()).State));
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T50_A_field_that_was_emptied_is_written_again_with_the_same_digits()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var digits = await world.DigitsAsync();
        world.PersonTypes(null);
        await world.World.MoveAsync(TimeSpan.FromHours(1));
        Assert.Equal((digits, 2), (world.Code(), world.Writes));
        Assert.Single((await world.World.StayAsync("R1")).Pins);
        Assert.Contains(await world.World.ChainAsync("R1"), e => e.What == "The code was deleted in pms and is written there again");
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task After_a_rotation_the_old_code_opens_until_the_guest_was_told_the_new_one_and_the_field_has_the_new_one()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var (before, stay) = (await world.DigitsAsync(), await world.World.StayAsync("R1"));
        await world.World.InScopeAsync<PinOrders>(async o => Assert.Equal("", (await o.RotateAsync(stay.Id, PropertyScope.All, Marta, CancellationToken.None)).Problem));
        await world.World.MoveToAsync("2026-06-03 15:10");
        Assert.Equal(await world.DigitsAsync(), world.Code());
        Assert.NotEqual(before, world.Code());
        Assert.True(world.World.Opens(WriteBackWorld.Door, before));
        Assert.True(world.World.Opens(WriteBackWorld.Door, await world.DigitsAsync()));
    }

    [Fact]
    public async Task What_a_person_put_there_is_not_cleared_after_the_stay()
    {
        await using var world = await WriteBackWorld.OpenAsync(adopts: false);
        await world.WrittenAsync();
        world.PersonTypes("see the note");
        await world.World.MoveToAsync("2026-06-05 12:00");
        Assert.Equal(("see the note", CodeWriteBackState.Cleared), (world.Code(), (await world.RowAsync()).State));
    }

    [Fact]
    public async Task Digits_of_fields_stand_in_no_row_and_no_audit_line()
    {
        await using var world = await WriteBackWorld.OpenAsync();
        await world.WrittenAsync();
        var digits = await world.DigitsAsync();
        world.PersonTypes("739162");
        await world.World.MoveToAsync("2026-06-05 12:00");
        await using var db = world.World.Database.Open();
        List<string> texts = [.. await db.AuditEvents.Select(e => e.What).ToListAsync(), .. await db.CodeWriteBacks.Select(w => w.Trouble + w.FieldHash).ToListAsync(), .. await db.Escalations.Select(e => e.Title + e.Text + e.Cause).ToListAsync(), .. await db.Connections.Select(c => c.StateText).ToListAsync()];
        new PinScan(digits).AssertAbsentFromTexts(texts);
        new PinScan("739162").AssertAbsentFromTexts(texts);
        new PinScan("739162").AssertAbsentFromFiles(world.World.Database.File);
    }

    [Fact]
    public async Task Switched_on_by_an_owner_it_shows_its_secret_once_and_leaves_the_connections_own_secrets_and_off_it_writes_nothing()
    {
        await using var world = await WriteBackWorld.OpenAsync(optIn: false);
        var id = (await world.ConnectionAsync()).Id;
        var secrets = world.World.Database.Get<ConnectionSecrets>();
        await using (var db = world.World.Database.Open())
        {
            secrets.Seal(await db.Connections.SingleAsync(c => c.Id == id), ["whsec_b3du"]);
            await db.SaveChangesAsync();
        }

        await world.World.InScopeAsync<WriteBackDesk>(async d =>
        {
            Assert.StartsWith("Address: it", (await d.SwitchOnAsync(id, "http://pms.test/in", adopts: true, Marta, CancellationToken.None)).Problem, StringComparison.Ordinal);
            Assert.Equal(new WriteBackChanged("", ""), await d.SwitchOnAsync(id, "", adopts: true, Marta, CancellationToken.None)); // It has a secret already.
        });
        Assert.Equal(["whsec_b3du"], secrets.Open(await world.ConnectionAsync()));
        await world.WrittenAsync();
        await world.World.InScopeAsync<WriteBackDesk>(async d =>
        {
            Assert.StartsWith("whsec_", (await d.NewSecretAsync(id, Marta, CancellationToken.None)).Secret, StringComparison.Ordinal);
            Assert.Equal("", (await d.SwitchOffAsync(id, Marta, CancellationToken.None)).Problem);
        });
        var calls = world.Calls.Count;
        await world.World.MoveToAsync("2026-06-05 12:00");
        Assert.Equal(calls, world.Calls.Count);
        await using var read = world.World.Database.Open();
        Assert.DoesNotContain(await read.AuditEvents.Select(e => e.What).ToListAsync(), w => w.Contains("whsec_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Configuration_that_wants_codes_written_back_and_lacks_something_stops_the_start_and_names_it()
    {
        await using var world = await WriteBackWorld.OpenAsync(optIn: false);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Pms:Connections:house:Kind"] = "Signed", ["Pms:Connections:house:Secret"] = WriteBackWorld.Secret, ["Pms:Connections:house:WriteBack"] = "true", ["Pms:Connections:house:CallbackUrl"] = "https://pms.test/in",
        }).Build();
        await using var db = world.World.Database.Open();
        var seeding = new ConfiguredConnections(db, configuration, world.World.Database.Clock, world.World.Database.Ids);
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => seeding.SeedAsync(CancellationToken.None));
        Assert.Equal("Pms:Connections:house:CallbackSecret is missing. Set a secret that begins with whsec_.", missing.Message);
    }

    private sealed class KilledHereException : Exception;
}
