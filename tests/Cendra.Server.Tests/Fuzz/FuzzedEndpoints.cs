using System.Text;
using Cendra.Server.Guests;
using Cendra.Server.Tests.Api;
using Cendra.Server.Tests.Service;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>Every endpoint that takes something in, with a good call to it.</summary>
internal static class FuzzedEndpoints
{
    /// <summary>Endpoints that nobody fuzzes, by the beginning of their pattern, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>
    {
        ["_content/"] = "files of a package, found by their exact name; app.css stands for all",
        ["_framework/"] = "files of the framework, found by their exact name",
        ["app."] = "a file under a name of its own", ["console."] = "a file", ["guest."] = "a file", ["tokens."] = "a file", ["favicon."] = "a file",
        ["{**path:file}"] = "the fallback of files",
        ["/_framework/opaque-redirect"] = "the framework's page for a redirect that it sealed itself",
    };

    private static readonly string[] Pages = ["/", "/connections", "/connections/keys", "/connections/upload", "/connections/webhooks", "/connections/whatsapp", "/connections/write-back", "/escalations", "/inbox", "/knowledge", "/knowledge/articles/new", "/knowledge/candidates", "/knowledge/import", "/knowledge/test", "/locks", "/locks/audit", "/locks/capacity", "/locks/lock-outs", "/more", "/not-found", "/properties", "/properties/new", "/rehearsal", "/releases", "/releases/cases", "/releases/draft", "/staff"];

    /// <summary>Those that the running application has, one line for each method it takes; one without methods takes all, here GET and POST.</summary>
    public static IReadOnlyList<string> Mapped(ServiceWorld world) =>
    [
        .. from endpoint in world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let pattern = endpoint.RoutePattern.RawText ?? ""
           where !LeftOut.Keys.Any(k => pattern.StartsWith(k, StringComparison.Ordinal))
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"]
           select $"{method} {pattern}",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzedEndpoint> All(FuzzHouse house)
    {
        var webhooks = new Inbound(house.World);
        return [webhooks.Pms, webhooks.Seam, webhooks.Message, webhooks.Report, .. Api(house), .. Forms(house), .. Others(house)];
    }

    private static IEnumerable<FuzzedEndpoint> Api(FuzzHouse house)
    {
        const string one = "/api/v1/reservations/{externalId}";
        FuzzedEndpoint Call(string method, string pattern, Reads reads, Func<int, string> path, Func<int, string> body) => new(
            $"{method} {pattern}", reads,
            n => new FuzzCall("good", method, path(n)) { Body = Encoding.UTF8.GetBytes(body(n)) }.With(("Authorization", $"Bearer {house.ApiKey}"), ("Content-Type", "application/json")), call => call);
        return
        [
            Call("PUT", one, Reads.Json, n => $"/api/v1/reservations/A{n}", n => ApiProgram.Body(1 + n, listing: n % 8 == 0 ? "Born 9" : "Elsewhere")),
            Call("POST", one + "/cancel", Reads.Json, n => $"/api/v1/reservations/A{n % 50}/cancel", n => $$"""{"version":{{1000 + n}}}"""),
            Call("GET", one, Reads.Nothing, n => $"/api/v1/reservations/A{n % 50}", _ => ""),
            Call("GET", one + "/codes", Reads.Nothing, n => $"/api/v1/reservations/A{n % 50}/codes", _ => ""),
            Call("GET", "/api/v1/reservations", Reads.Nothing, _ => "/api/v1/reservations?limit=5&status=confirmed&changedSince=2026-06-01T08:00:00Z", _ => ""),
            Call("GET", "/api/v1/openapi.json", Reads.Nothing, _ => "/api/v1/openapi.json", _ => ""),
            Call("GET", "/api/v1/{**rest}", Reads.Nothing, _ => "/api/v1/none", _ => ""), Call("POST", "/api/v1/{**rest}", Reads.Json, _ => "/api/v1/none", _ => "{}"),
        ];
    }

    private static IEnumerable<FuzzedEndpoint> Forms(FuzzHouse house) =>
    [
        Post("/sign-in", "/sign-in", house.Stranger, ("email", "nobody@house.example"), ("password", "a wrong sentence"), ("returnUrl", "/locks")),
        Post("/sign-in/code", "/sign-in/code", house.Stranger, ("code", "123456"), ("recovery", ""), ("returnUrl", "/")),
        Post("/sign-out", "/sign-out", house.Owner, ("leave", "yes")),
        Post("/theme", "/theme", house.Stranger, ("theme", "dark"), ("returnUrl", "/locks")),
        Post("/set-up/{token}", $"/set-up/{house.SetUpToken}", house.Stranger, ("name", "Joan"), ("email", "joan@house.example"), ("password", "short")),
        Post("/account/authenticator", "/account/authenticator", house.Owner, ("begin", "yes")),
        Post("/account/authenticator/confirm", "/account/authenticator/confirm", house.Owner, ("code", "000000")),
        Post("/account/authenticator/off", "/account/authenticator/off", house.Owner, ("password", "a wrong sentence")),
        Post("/a/{token}", $"/a/{house.NoticeToken}", house.Stranger, ("take", "yes")),
        Post("/g/{token}/", $"/g/{house.GuestToken}?lang=ar", house.Stranger, (GuestTapSeal.Field, house.GuestSeal)),
        Post("/g/{token}/help", $"/g/{house.GuestToken}/help?lang=zh", house.Stranger, (GuestTapSeal.Field, house.GuestSeal)),
        .. Pages.Select(page => Post(page, page, house.Owner, ("_handler", "x"))),
        Post("/properties/{Id:guid}/messages", $"/properties/{house.Shown["/properties/"]}/messages", house.Owner, ("_handler", "x")),
        Post("/properties/{Id:guid}/secrets", $"/properties/{house.Shown["/properties/"]}/secrets", house.Owner, ("_handler", "x")),
        Post("/knowledge/articles/{Id:guid}", $"/knowledge/articles/{Guid.Empty}", house.Owner, ("_handler", "x")),
        Post("/stays/{Id:guid}/rehearse", $"/stays/{house.Shown["/stays/"]}/rehearse", house.Owner, ("_handler", "x")),
        Get("/inbox/files/{id:guid}", $"/inbox/files/{Guid.Empty}", house.Owner.Cookie),
        Get("/properties/photos/{id:guid}", $"/properties/photos/{Guid.Empty}", house.Owner.Cookie), Get("/g/{token}/photo/{id:guid}", $"/g/{house.GuestToken}/photo/{Guid.Empty}", ""),
        .. house.Shown.Select(shown => Post(shown.Key + "{Id:guid}", shown.Key + shown.Value, house.Owner, ("_handler", "x"))),
        Post("/jobs/{**path}", "/jobs/recurring/trigger", house.Owner, ("jobs[]", "x")),
        Post("/_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", house.Owner), Post("/_blazor", "/_blazor?id=x", house.Owner), Post("/_blazor/disconnect/", "/_blazor/disconnect/", house.Owner, ("circuitId", "x")),
        Post("/_blazor/initializers/", "/_blazor/initializers/", house.Owner),
    ];

    private static IEnumerable<FuzzedEndpoint> Others(FuzzHouse house) =>
    [
        Get("/health/live", "/health/live", ""), Get("/health/ready", "/health/ready", ""), Get("/sign-in", "/sign-in?returnUrl=/locks", house.Stranger.Cookie), Get("/sign-in/code", "/sign-in/code", house.Stranger.Cookie),
        Get("/not-allowed", "/not-allowed", house.Stranger.Cookie), Get("/account/", "/account/", house.Owner.Cookie), Get("/set-up/{token}", $"/set-up/{house.SetUpToken}", ""), Get("/a/{token}", $"/a/{house.NoticeToken}", ""),
        Get("/g/{token}/", $"/g/{house.GuestToken}?lang=ru", ""), Get("/g/{token}/help", $"/g/{house.GuestToken}/help?lang=es&saw=red", ""),
        .. Pages.Select(page => Get(page, page, house.Owner.Cookie)),
        Get("/properties/{Id:guid}/messages", $"/properties/{house.Shown["/properties/"]}/messages", house.Owner.Cookie),
        Get("/properties/{Id:guid}/secrets", $"/properties/{house.Shown["/properties/"]}/secrets", house.Owner.Cookie),
        Get("/knowledge/export/{format}", "/knowledge/export/csv", house.Owner.Cookie),
        Get("/knowledge/articles/{Id:guid}", $"/knowledge/articles/{Guid.Empty}", house.Owner.Cookie),
        Get("/stays/{Id:guid}/rehearse", $"/stays/{house.Shown["/stays/"]}/rehearse", house.Owner.Cookie),
        .. house.Shown.Select(shown => Get(shown.Key + "{Id:guid}", shown.Key + shown.Value, house.Owner.Cookie)),
        Get("/jobs/{**path}", "/jobs/recurring", house.Owner.Cookie), Get("/_blazor/negotiate", "/_blazor/negotiate", house.Owner.Cookie), Get("/_blazor", "/_blazor?id=x", house.Owner.Cookie),
        Get("/_blazor/disconnect/", "/_blazor/disconnect/", house.Owner.Cookie), Get("/_blazor/initializers/", "/_blazor/initializers/", house.Owner.Cookie), Get("/app.css", "/app.css", ""),
    ];

    private static FuzzedEndpoint Get(string pattern, string path, string cookie) => new(
        $"GET {pattern}", Reads.Nothing, _ => cookie.Length > 0 ? new FuzzCall("good", "GET", path).With(("Cookie", cookie)) : new FuzzCall("good", "GET", path), call => call);

    private static FuzzedEndpoint Post(string pattern, string path, (string Cookie, string Token) session, params (string Name, string Value)[] fields)
    {
        var all = fields.Append(("__RequestVerificationToken", session.Token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return new FuzzedEndpoint($"POST {pattern}", Reads.Form, _ => Inbound.Form(path, all).With(("Cookie", session.Cookie)), call => call);
    }
}
