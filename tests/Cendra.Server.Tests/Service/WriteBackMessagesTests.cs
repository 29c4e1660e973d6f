using System.Net;
using System.Text;
using System.Text.Json;
using Cendra.Lifecycle.Webhooks;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Service;

/// <summary>The field of a booking system beside the messages of the whole service: who was told what, and no digits where none may stand.</summary>
public sealed class WriteBackMessagesTests
{
    private const string Typed = "739162";

    [Fact]
    public async Task T49_A_guest_who_was_told_hears_the_digits_that_a_host_typed_in_the_booking_system_and_then_the_old_ones_end()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Settings = Settings });
        string? held = null;
        world.Wire.PlaysProgram = async request =>
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
            var check = WebhookSignature.Verify("webhook", name => request.Headers.GetValues(name).First(), body, [ServiceWorld.PmsSecret], world.Now);
            Assert.Equal(WebhookVerdict.Valid, check.Verdict);
            held = request.Method == HttpMethod.Put ? JsonDocument.Parse(body).RootElement.GetProperty("code").GetString() : held;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(new { code = held }), Encoding.UTF8, "application/json") };
        };
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        var first = await world.DigitsAsync("R1", "flat");
        Assert.Equal(first, held);
        Assert.Contains(ServiceWorld.Spoken(first), Assert.Single(world.Told()), StringComparison.Ordinal);

        held = Typed;
        await world.ClockMovesToAsync("2026-06-01 16:30");
        Assert.Contains(ServiceWorld.Spoken(Typed), world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(2, world.Told().Count);
        Assert.True(await world.GuestTypesAsync("flat", Typed));
        Assert.False(await world.GuestTypesAsync("flat", first), "The guest was told the new one.");
        Assert.Equal(Typed, held);

        await world.ClockMovesToAsync("2026-06-04 12:30");
        Assert.Null(held);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
        foreach (var digits in new[] { first, Typed })
        {
            var scan = new PinScan(digits);
            scan.AssertAbsentFromTexts([.. await RowTexts.OfAsync(world), string.Join('\n', world.Log.Lines)]);
            scan.AssertAbsentFromFiles(world.Folder);
        }
    }

    private static Dictionary<string, string> Settings => new()
    {
        [$"Pms:Connections:{ServiceWorld.Pms}:WriteBack"] = "true", [$"Pms:Connections:{ServiceWorld.Pms}:WriteBackAdopts"] = "true",
        [$"Pms:Connections:{ServiceWorld.Pms}:CallbackUrl"] = Wire.ProgramUrl + "/codes", [$"Pms:Connections:{ServiceWorld.Pms}:CallbackSecret"] = ServiceWorld.PmsSecret,
    };
}
