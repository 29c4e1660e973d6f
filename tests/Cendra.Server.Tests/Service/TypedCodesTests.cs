using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Service;

/// <summary>Guests type codes, in every way in which people type digits: what is stored tells whether it was theirs and holds none of it. Eight digits, so that none stands in an id by chance.</summary>
public sealed class TypedCodesTests
{
    private const string Other = "+34600000002";

    /// <summary>Ways of writing digits, <c>{0}</c> to <c>{7}</c>.</summary>
    private static readonly (string Name, Func<string, string> Write)[] Ways =
    [
        ("plain", d => d), ("in a sentence", d => $"I typed {d} and nothing happened"), ("in halves", d => $"{d[..4]} {d[4..]}"), ("spaced", d => string.Join(' ', d.ToCharArray())),
        ("dashed", d => string.Join('-', d.ToCharArray())), ("dashed with blanks", d => string.Join(" - ", d.ToCharArray())), ("far apart", d => $"{d[..4]}     {d[4..]}"), ("on two lines", d => $"{d[..4]}\n\n{d[4..]}"),
        ("dotted", d => string.Join('.', d.ToCharArray())), ("in brackets", d => string.Concat(d.Select(c => $"({c})"))), ("starred", d => string.Join(' ', d.Select(c => $"*{c}*"))),
        ("in full width", d => string.Concat(d.Select(c => (char)('\uFF10' + c - '0')))), ("as keycaps", d => string.Concat(d.Select(c => $"{c}\uFE0F\u20E3"))),
        ("as keycaps with blanks", d => string.Join(' ', d.Select(c => $"{c}\uFE0F\u20E3"))), ("in Arabic-Indic digits", d => string.Concat(d.Select(c => (char)('\u0660' + c - '0')))),
        ("in Persian digits", d => string.Concat(d.Select(c => (char)('\u06F0' + c - '0')))), ("with invisible letters between", d => string.Join('\u200B', d.ToCharArray())),
        ("struck through", d => string.Concat(d.Select(c => $"{c}\u0336"))), ("in bold of mathematics", d => string.Concat(d.Select(c => char.ConvertFromUtf32(0x1D7CE + c - '0')))),
        ("in a longer number", d => $"0034{d}99"), ("behind a letter", d => $"code{d}"),
    ];

    [Fact]
    public async Task The_guests_own_code_is_known_in_whatever_way_it_is_typed_and_stands_nowhere()
    {
        await using var world = await OpenAsync();
        var pin = world.Doors.PhysicalCodes("flat").Single().Digits;
        foreach (var (name, write) in Ways)
        {
            await world.GuestWritesOnWhatsAppAsync(write(pin));
            var message = (await world.MessagesAsync(MessageKinds.FromGuest))[^1];
            Assert.True(message.Typed == TypedCode.Match && message.Body.Contains("[[typed]]", StringComparison.Ordinal), $"{name}: {message.Typed}");
        }

        await AssertNowhereAsync(world, pin);
    }

    [Fact]
    public async Task Somebody_elses_code_is_no_match_and_neither_said_whose_nor_kept()
    {
        await using var world = await OpenAsync();
        var foreign = await world.DigitsAsync("R2", "cabin");
        foreach (var (name, write) in Ways.Take(6))
        {
            await world.GuestWritesOnWhatsAppAsync(write(foreign));
            var message = (await world.MessagesAsync(MessageKinds.FromGuest))[^1];
            Assert.True(message.Typed == TypedCode.NoMatch && message.Body.Contains("[[typed]]", StringComparison.Ordinal), $"{name}: {message.Typed}");
        }

        await AssertNowhereAsync(world, foreign);
        await AssertNowhereAsync(world, world.Doors.PhysicalCodes("flat").Single().Digits);
    }

    [Fact]
    public async Task Other_numbers_stay_as_they_are()
    {
        await using var world = await OpenAsync();
        await world.GuestWritesOnWhatsAppAsync("We land at 18:45 on 2026-06-03, booking 73912846, call +34 600 111 907");
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest));
        Assert.Equal((TypedCode.None, "We land at 18:45 on 2026-06-03, booking 73912846, call +34 600 111 907"), (message.Typed, message.Body));
    }

    [Fact]
    public async Task A_token_that_a_guest_types_is_words_and_opens_nothing()
    {
        await using var world = await OpenAsync();
        var pin = ServiceWorld.Spoken(world.Doors.PhysicalCodes("flat").Single().Digits);
        var granted = (await world.MessagesAsync(MessageKinds.PreArrival)).SelectMany(m => m.Secrets).Select(s => s.Token).First();
        foreach (var text in new[] { "[[code:AAAA]]", $"[[{granted}]]", "[[code]]", "[[typed]]", "[[[[code:AAAA]]]]", "[\u200B[code:AAAA]\u200B]", "[[link]] is there a pool?" })
        {
            await world.GuestWritesOnWhatsAppAsync(text);
            Assert.DoesNotContain(pin, await world.GuestWritesOnWhatsAppAsync(text, "+34611111111"), StringComparison.Ordinal);
        }

        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.True(!m.Body.Contains("[[", StringComparison.Ordinal) && !m.Typed.IsOfDoor(), m.Body));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("blocked", StringComparison.Ordinal));
        Assert.All(await world.MessagesAsync(MessageKinds.Answer), m => Assert.Equal(MessageState.Sent, m.State));
    }

    [Theory]
    [InlineData("burning {0} smell")]
    [InlineData("I am {0} locked out")]
    [InlineData("au {0} feu")]
    [InlineData("gas{0}gas leak")]
    [InlineData("gracias {0}")]
    [InlineData("{0} 👍")]
    [InlineData("➃➆{0}➀➀")]
    public async Task Around_whatever_words_a_code_stands_a_stranger_is_answered_as_about_any_other_digits(string words)
    {
        await using var world = await OpenAsync();
        var pin = world.Doors.PhysicalCodes("flat").Single().Digits;
        var odd = string.Concat(pin.Select(d => "➀➁➂➃➄➅➆➇➈"[Math.Max(d - '1', 0)])); // Dingbats, which are numbers and no digits; there is none for nought.
        var answers = new List<(int AtOnce, string Text)>();
        foreach (var (phone, guess) in new[] { ("+34611111111", pin), ("+34622222222", Another(pin)), ("+34633333333", odd), ("+34644444444", "➈➈➈➈➈➈") })
        {
            await world.WhatsAppArrivesAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, words, guess), phone);
            var atOnce = world.Told(phone).Count;
            await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
            answers.Add((atOnce, string.Join('\n', world.Told(phone))));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[2], answers[3]);
    }

    private static string Another(string pin) => pin[0] == '9' ? $"8{pin[1..]}" : $"9{pin[1..]}";

    [Fact]
    public async Task A_stranger_who_guesses_codes_learns_neither_by_words_nor_by_time_which_are_any()
    {
        await using var world = await OpenAsync();
        var pin = world.Doors.PhysicalCodes("flat").Single().Digits;
        var answers = new List<(int AtOnce, string Text)>();
        foreach (var (phone, guess) in new[] { ("+34611111111", pin), ("+34622222222", "55555555"), ("+34633333333", $"hola {pin}"), ("+34644444444", "hola 55555555") })
        {
            await world.WhatsAppArrivesAsync(guess, phone);
            await world.ClockMovesAsync(TimeSpan.FromSeconds(3));
            var atOnce = world.Told(phone).Count;
            await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
            answers.Add((atOnce, Assert.Single(world.Told(phone))));
        }

        Assert.Equal(answers[1], answers[0]);
        Assert.Equal(answers[3], answers[2]);
        await AssertNowhereAsync(world, pin);
    }

    /// <summary>A guest in house behind "flat" (R1) and another one behind "cabin" (R2).</summary>
    private static async Task<ServiceWorld> OpenAsync()
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true, Seed = 5 });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.PmsSendsAsync("R2", "Olot", "2026-06-01", "2026-06-04", guest: "Noa Weiss", phone: Other);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        return world;
    }

    private static async Task AssertNowhereAsync(ServiceWorld world, string pin)
    {
        var scan = new PinScan(pin);
        scan.AssertAbsentFromFiles(world.Folder);
        scan.AssertAbsentFromTexts([string.Join('\n', world.Log.Lines)]);
        scan.AssertAbsentFromTexts(await RowTexts.OfAsync(world));
        scan.AssertAbsentFromTexts(JobTexts.Of(world));
    }
}
