using System.Text;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Inbound;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What a host wrote reaches the guest of that property, and its secrets reach them in their time and nobody else: not a row, a log, a job or the guest next door.</summary>
public sealed class HostsWordsTests
{
    private const string Wifi = "Girasol-77-Born";
    private const string Neighbours = "Tulipan-31-Gracia";

    private static readonly Editor Owner = new(AuditActor.Host(ServiceWorld.HostUser), PropertyScope.All);

    [Fact]
    public async Task A_guest_in_the_house_is_told_the_password_and_nothing_else_holds_it()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        await world.GuestWritesOnWhatsAppAsync("What is the wifi password?");
        var told = world.Told()[^1];
        Assert.Contains($"Network Casa Sol, password {Wifi}.", told, StringComparison.Ordinal);
        var answer = Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
        Assert.Contains("password [[wifi:", answer.Body, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(answer.Secrets).LeftUtc);
        await using var db = world.Open();
        Assert.Equal("Secret of the property (wifi) sent to the guest by WhatsApp", Assert.Single(await db.AuditEvents.Where(e => e.Kind == AuditKind.SecretDisclosed).ToListAsync()).What);
        var source = Assert.Single(await db.AnswerSources.ToListAsync());
        Assert.Equal((await db.Articles.SingleAsync()).Id, source.ArticleId);
        await AssertNowhereAsync(world, Wifi);
    }

    [Fact]
    public async Task Whoever_asks_before_the_time_is_told_from_when()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-14", language: "en");
        await world.GuestWritesOnWhatsAppAsync("What is the wifi password?");
        Assert.Contains("ask for it here from Tuesday 9 June, 15:00 on", world.Told()[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Wifi, string.Join('\n', world.Told()), StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-10 16:00");
        await world.GuestWritesOnWhatsAppAsync("And now, the wifi password?");
        Assert.Contains(Wifi, world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-14 12:00");
        var before = world.Told().Count;
        await world.GuestWritesOnWhatsAppAsync("What was the wifi password?");
        Assert.DoesNotContain(Wifi, string.Join('\n', world.Told().Skip(before)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guest_next_door_and_strangers_hear_nothing_of_it()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HasPropertyAsync("Gracia 4", ServiceWorld.Door("other", Simulator.Locks.LockBehaviour.NativeSchedule));
        await KeepsAsync(world, "Gracia 4", Neighbours);
        await world.GuestWritesOnWhatsAppAsync("What is the wifi password?");
        await world.GuestWritesOnWhatsAppAsync("What is the wifi password of Gracia 4?", "+34611111111");
        Assert.DoesNotContain(Neighbours, string.Join('\n', world.Told().Concat(world.Told("+34611111111"))), StringComparison.Ordinal);
        Assert.DoesNotContain("Casa Sol", string.Join('\n', world.Told().Concat(world.Told("+34611111111"))), StringComparison.Ordinal);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.EndsWith("NotForCendra", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_comes_back_in_a_message_is_not_kept()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        await world.GuestWritesOnWhatsAppAsync($"I typed \"{Wifi}\", but the wifi does not connect");
        var heard = Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest));
        Assert.Equal("I typed \"{{wifi}}\", but the wifi does not connect", heard.Body);
        await AssertNowhereAsync(world, Wifi);
    }

    [Fact]
    public async Task A_password_that_a_former_guest_or_a_stranger_types_is_not_kept()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        await world.WithRowsAsync(async db => (await db.Properties.SingleAsync()).FallbackSecret = world.Vault.Seal("73091482"));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
        foreach (var from in new[] { HousePhones.Guest, "+34611111111" })
        {
            await world.GuestWritesOnWhatsAppAsync($"Is {Wifi} still right? The box was 7309-1482.", from);
            Assert.Equal("Is [[typed]] still right? The box was [[typed]].", (await world.MessagesAsync(MessageKinds.FromGuest))[^1].Body);
        }

        await AssertNowhereAsync(world, Wifi);
        await AssertNowhereAsync(world, "7309-1482");
    }

    [Fact]
    public async Task A_host_who_types_a_secret_of_another_place_is_told_so_and_nothing_leaves()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HasPropertyAsync("Gracia 4", ServiceWorld.Door("other", Simulator.Locks.LockBehaviour.NativeSchedule));
        await KeepsAsync(world, "Gracia 4", Neighbours);
        await world.GuestWritesOnWhatsAppAsync("PERSON");
        Assert.Equal(DeskOutcome.ForeignCode, await world.HostWritesAsync($"The password is {Neighbours}."));
        Assert.Empty(await world.MessagesAsync(MessageKinds.FromHost));
        await AssertNowhereAsync(world, Neighbours);
    }

    [Fact]
    public async Task A_host_who_types_the_password_or_its_place_sends_it_sealed_and_no_door_code()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        await world.GuestWritesOnWhatsAppAsync("PERSON");
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync($"It is Passwort:{Wifi}."));
        Assert.Equal($"It is Passwort:{Wifi}.", world.Told()[^1]);
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Again: {{wifi}}"));
        Assert.Equal($"Again: {Wifi}", world.Told()[^1]);
        Assert.Equal(DeskOutcome.SecretMayNotBeTold, await world.HostWritesAsync("The box: {{lockbox}}"));
        Assert.All(await world.MessagesAsync(MessageKinds.FromHost), m => Assert.DoesNotContain("[[code:", m.Body, StringComparison.Ordinal));
        await AssertNowhereAsync(world, Wifi);
    }

    [Fact]
    public async Task What_was_forgotten_meanwhile_does_not_leave_and_a_host_is_called()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        world.Doors.StartMessagesOutage();
        await world.GuestWritesOnWhatsAppAsync("What is the wifi password?");
        Assert.Empty(await world.Services.GetRequiredService<SecretDesk>().ForgetAsync(await PropertyAsync(world, "Born 9"), "wifi", Owner, CancellationToken.None));
        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain(Wifi, string.Join('\n', world.Told()), StringComparison.Ordinal);
        Assert.Equal(MessageState.Withdrawn, Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).State);
        Assert.NotEmpty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task The_test_box_answers_as_a_guest_would_be_answered_and_leaves_no_trace()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await KeepsAsync(world, "Born 9", Wifi);
        var stay = (await world.StayAsync("R1")).Id;
        var rows = await world.AuditLinesAsync();
        var answer = await world.Services.GetRequiredService<TestBox>().AskAsync(stay, "What is the wifi password?", Owner, CancellationToken.None);
        Assert.Contains("password ••••••.", answer!.Text, StringComparison.Ordinal);
        Assert.Equal(("basic-replies", "Wi-Fi"), (answer.Responder, Assert.Single(answer.Sources).Question));
        await world.WorkAsync();
        Assert.Empty(await world.MessagesAsync(MessageKinds.Answer));
        Assert.Equal(rows, await world.AuditLinesAsync());
        Assert.Null(await world.Services.GetRequiredService<TestBox>().AskAsync(stay, "wifi?", Owner with { Scope = PropertyScope.Some([]) }, CancellationToken.None));
    }

    [Fact]
    public async Task A_secret_that_the_way_in_names_leaves_with_the_arrival_message_and_on_the_page_at_a_tap()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var id = await PropertyAsync(world, "Born 9");
        Assert.Empty(await world.Services.GetRequiredService<SecretDesk>().SetAsync(new SecretDraft { PropertyId = id, Name = "lockbox", Kind = SecretKind.Lockbox, Secret = "7193" }, Owner, CancellationToken.None));
        Assert.Empty(await world.Services.GetRequiredService<SecretDesk>().SetAsync(new SecretDraft { PropertyId = id, Name = "alarm", Kind = SecretKind.Alarm, Secret = "5528", Told = SecretTold.FromCheckIn }, Owner, CancellationToken.None));
        await world.WithRowsAsync(db =>
        {
            db.EntrySteps.Add(new EntryStep { Id = world.Services.GetRequiredService<IdSource>().Next(), PropertyId = id, Position = 1, Words = "The key box left of the gate opens with {{lockbox}}; the alarm goes off with {{alarm}}." });
            return Task.CompletedTask;
        });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-06", language: "en");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        var told = Assert.Single(world.Told());
        Assert.Contains("opens with 7193; the alarm goes off with (ask for it here from check-in on).", told, StringComparison.Ordinal);
        await using (var db = world.Open())
        {
            Assert.Single(await db.AuditEvents.Where(e => e.Kind == AuditKind.SecretDisclosed).ToListAsync());
        }

        await AssertNowhereAsync(world, "opens with 7193");
        await world.ClockMovesToAsync("2026-06-03 16:00");
        await world.GuestWritesOnWhatsAppAsync("How do I get in?");
        Assert.Contains("opens with 7193; the alarm goes off with 5528.", world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_names_a_secret_which_is_not_set_calls_a_host_when_the_arrival_message_leaves()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var id = await PropertyAsync(world, "Born 9");
        await world.WithRowsAsync(db =>
        {
            db.EntrySteps.Add(new EntryStep { Id = world.Services.GetRequiredService<IdSource>().Next(), PropertyId = id, Position = 1, Words = "The gate opens with {{gate}}." });
            return Task.CompletedTask;
        });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-06", language: "en");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Assert.Contains("your host tells you", Assert.Single(world.Told()), StringComparison.Ordinal);
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, true), (call.Priority, call.Text.Contains("names gate", StringComparison.Ordinal)));
        Assert.NotNull(call.NotifiedUtc);
    }

    [Fact]
    public async Task A_secret_whose_keys_are_lost_leaves_as_dots_and_calls_a_host()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var id = await PropertyAsync(world, "Born 9");
        await world.WithRowsAsync(db =>
        {
            var next = world.Services.GetRequiredService<IdSource>();
            db.PropertySecrets.Add(new PropertySecret { Id = next.Next(), PropertyId = id, Name = "gate", Kind = SecretKind.Gate, Sealed = new SealedText { Ciphertext = [1, 2, 3], Hash = "00" } });
            db.EntrySteps.Add(new EntryStep { Id = next.Next(), PropertyId = id, Position = 1, Words = "The gate opens with {{gate}}." });
            return Task.CompletedTask;
        });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-06", language: "en");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Assert.Contains("••••", Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Text.Contains("names gate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_tried_in_the_test_box_tells_a_model_no_digits_that_a_door_knows()
    {
        using var model = new ModelDouble(_ => ModelAnswer.Text("There is a lift on the left."));
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true, Model = model.Url });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var (pin, property) = (await world.DigitsAsync("R1", "flat"), await PropertyAsync(world, "Born 9"));
        await world.WithRowsAsync(db =>
        {
            var article = new Article { Id = world.Services.GetRequiredService<IdSource>().Next(), Question = "Is there a lift?", Answer = $"There is a lift on the left. Programme {pin}.", Language = "en", Status = ArticleStatus.Approved, CreatedUtc = DateTimeOffset.UnixEpoch };
            article.Properties.Add(new ArticleProperty { ArticleId = article.Id, PropertyId = property });
            db.Articles.Add(article);
            return Task.CompletedTask;
        });
        Assert.NotNull(await world.Services.GetRequiredService<TestBox>().AskAsync((await world.StayAsync("R1")).Id, "Is there a lift?", Owner, CancellationToken.None));
        Assert.Contains(world.Wire.ModelRequests, body => body.Contains("lift on the left", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Wire.ModelRequests, body => body.Contains(pin, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_text_of_nothing_but_digits_is_read_to_its_end()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var pin = await world.DigitsAsync("R1", "flat");
        var lines = string.Join('\n', Enumerable.Range(1, 300).Select(i => string.Concat(Enumerable.Range(0, 60).Select(j => (i * 7919 * (j + 13) / 7) % 10))));
        await using var db = world.Open();
        var clean = await world.Services.GetRequiredService<TypedCodes>().CleanAsync(db, $"{lines}\nmine is {pin}", null, CancellationToken.None, longest: 20_000);
        Assert.True(clean.HoldsOthers);
        Assert.DoesNotContain(pin, clean.Text, StringComparison.Ordinal);
    }

    /// <summary>The host keeps this password and wrote the article that names it.</summary>
    private static async Task KeepsAsync(ServiceWorld world, string property, string password)
    {
        var id = await PropertyAsync(world, property);
        Assert.Empty(await world.Services.GetRequiredService<SecretDesk>().SetAsync(new SecretDraft { PropertyId = id, Name = "wifi", Kind = SecretKind.Wifi, Secret = password, Words = "Network Casa Sol" }, Owner, CancellationToken.None));
        var saved = await world.Services.GetRequiredService<ArticleDesk>().SaveAsync(
            new ArticleDraft { Question = "Wi-Fi", Answer = "Network Casa Sol, password {{wifi}}.", Topic = "wifi", PropertyIds = [id] }, Owner, CancellationToken.None);
        Assert.Empty(saved.Problems);
    }

    private static async Task<Guid> PropertyAsync(ServiceWorld world, string name)
    {
        await using var db = world.Open();
        return await db.Properties.Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
    }

    private static async Task AssertNowhereAsync(ServiceWorld world, string secret)
    {
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        var bytes = Encoding.UTF8.GetBytes(secret);
        foreach (var file in Directory.EnumerateFiles(world.DataFolder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var whole = new MemoryStream();
            await stream.CopyToAsync(whole);
            Assert.True(whole.ToArray().AsSpan().IndexOf(bytes) < 0, Path.GetFileName(file));
        }
    }
}
