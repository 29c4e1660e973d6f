using System.Net;
using System.Text.RegularExpressions;
using Cendra.Domain.Database;
using Cendra.Server.Security;
using Cendra.Server.Tests.Guests;
using Cendra.Server.Tests.Service;
using Cendra.Server.Tests.World;
using Cendra.Simulator.Locks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>
/// The whole service with a guest in the house, a host who is called and an owner who is signed in, so that every endpoint has something to lose. Limits by the minute are off: a 429
/// would hide what stands behind it. The doors take eight digits, so that none stands in an id by chance.
/// </summary>
internal sealed partial class FuzzHouse : IAsyncDisposable
{
    private const string Email = "marta@house.example";
    private const string Password = "a sentence does well";

    private FuzzHouse(ServiceWorld world, IFuzzWay way) => (World, Way) = (world, way);

    public ServiceWorld World { get; }

    public IFuzzWay Way { get; }

    /// <summary>The cookies of a stranger, and the hidden field that goes with them.</summary>
    public (string Cookie, string Token) Stranger { get; private set; }

    /// <summary>Those of the owner.</summary>
    public (string Cookie, string Token) Owner { get; private set; }

    /// <summary>The last part of an open link of a notice.</summary>
    public string NoticeToken { get; private set; } = "";

    /// <summary>The last part of the guest's own link.</summary>
    public string GuestToken { get; private set; } = "";

    /// <summary>The hidden field of the guest's page.</summary>
    public string GuestSeal { get; private set; } = "";

    /// <summary>The last part of the open set-up link.</summary>
    public string SetUpToken { get; private set; } = "";

    /// <summary>A key of the API.</summary>
    public string ApiKey { get; private set; } = "";

    /// <summary>The guest's digits.</summary>
    public string Pin { get; private set; } = "";

    /// <summary>Ids that pages show, by the beginning of their path.</summary>
    public Dictionary<string, Guid> Shown { get; } = new[] { "/stays/", "/locks/", "/properties/", "/inbox/", "/escalations/" }.ToDictionary(p => p, _ => Guid.Empty);

    /// <summary>A house in which nobody is and nothing was made.</summary>
    public static async Task<FuzzHouse> EmptyAsync(bool onKestrel = false)
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { OnKestrel = onKestrel, Also = Lift });
        return new FuzzHouse(world, onKestrel ? new SocketWay(world.Server.ClientOptions.BaseAddress) : new MemoryWay(world.Server.Server));
    }

    public static async Task<FuzzHouse> OpenAsync(bool onKestrel, int seed = 1, DatabaseProvider? database = null)
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Seed = seed, Phones = true, Polls = true, OnKestrel = onKestrel, Also = Lift, Database = database ?? WorldDatabase.Default });
        var house = new FuzzHouse(world, onKestrel ? new SocketWay(world.Server.ClientOptions.BaseAddress) : new MemoryWay(world.Server.Server));
        await house.FurnishAsync();
        return house;
    }

    /// <summary>The hidden field of the page at this path, and the cookies that belong to it.</summary>
    public async Task<(string Cookie, string Token)> FormAsync(string path, string cookie)
    {
        var page = await Way.SendAsync(new FuzzCall("a form", "GET", path).With(("Cookie", cookie)));
        Assert.True(page.Status == (int)HttpStatusCode.OK, $"{path}: {page.Status} {page.Fault}");
        return (Joined(cookie, page), Token().Match(page.Body).Groups[1].Value);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task FurnishAsync()
    {
        await World.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await World.ClockMovesToAsync("2026-06-01 15:10");
        await World.GuestWritesOnWhatsAppAsync("There is a fire in the kitchen!");
        await World.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Pin = await World.DigitsAsync("R1", "flat");
        NoticeToken = Link().Match(string.Join('\n', World.Told(HousePhones.Host))).Groups[1].Value;
        GuestToken = GuestBrowser.TokensIn(World.Told())[0];
        GuestSeal = GuestBrowser.SealIn((await Way.SendAsync(new FuzzCall("a guest", "GET", $"/g/{GuestToken}"))).Body);
        Assert.NotEqual("", GuestSeal);
        SetUpToken = (await File.ReadAllTextAsync(Path.Combine(World.DataFolder, "set-up-link.txt"))).Trim()[^22..];
        Assert.True(NoticeToken.Length == 32 && Pin.Length == 8, $"A token of {NoticeToken.Length}, a PIN of {Pin.Length}");
        await World.InScopeAsync<Accounts>(accounts => accounts.MakeAsync(new NewAccount("Marta Puig", Email, Password), HostRoles.Owner));
        ApiKey = (await Api.ApiProgram.OfAsync(World, scopes: Api.ApiProgram.AllScopes)).Key;
        Stranger = await FormAsync("/sign-in", "");
        var fields = new Dictionary<string, string> { ["email"] = Email, ["password"] = Password, ["__RequestVerificationToken"] = Stranger.Token };
        var signedIn = await Way.SendAsync(new FuzzCall("sign in", "POST", "/sign-in") { Body = FuzzedEndpoint.Posted(fields) }.With(("Cookie", Stranger.Cookie), ("Content-Type", OddForms.FormType)));
        Assert.Equal((int)HttpStatusCode.Redirect, signedIn.Status);
        Owner = await FormAsync("/account", Joined("", signedIn));
        await using var db = World.Open();
        Shown["/stays/"] = await db.Stays.Select(s => s.Id).FirstAsync();
        Shown["/locks/"] = await db.SmartLocks.Select(s => s.Id).FirstAsync();
        Shown["/properties/"] = await db.Properties.Select(s => s.Id).FirstAsync();
        Shown["/inbox/"] = await db.Conversations.Select(s => s.Id).FirstAsync();
        Shown["/escalations/"] = await db.Escalations.Select(s => s.Id).FirstAsync();
    }

    private static string Joined(string cookie, FuzzAnswer answer) =>
        string.Join("; ", SetCookie().Matches(answer.Head).Select(m => m.Groups[1].Value.Trim()).Prepend(cookie).Where(c => c.Length > 0));

    private static void Lift(IServiceCollection services)
    {
        NoLimits.On(services);
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/a/([0-9a-f]{32})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^Set-Cookie: ([^;\r\n]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex SetCookie();
}
