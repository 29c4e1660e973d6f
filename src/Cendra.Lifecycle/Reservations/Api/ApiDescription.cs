using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>The description of the API (OpenAPI), made from its endpoints; here is what endpoints cannot say by themselves.</summary>
public static class ApiDescription
{
    /// <summary>The name of the document.</summary>
    public const string Document = "v1";

    /// <summary>The name of the way to sign in.</summary>
    public const string KeyName = "apiKey";

    private const string PutExample = """
        {"version":1,"listingExternalId":"attic","status":"confirmed","checkIn":"2030-05-10","checkOut":"2030-05-13","checkInTime":"16:00","checkOutTime":"10:00",
         "guest":{"name":"Avery Example","phone":"+34600000001","email":"avery@guest.example","language":"en"},"guests":2}
        """;

    private const string CancelExample = """{"version":2}""";

    /// <summary>Only the API, with its keys and scopes.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith(ApiSetup.Root[1..] + "/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Cendra", Version = Document,
                Description = "Reservations in, and how their door codes do. Digits are told by one call alone, to keys that have the scope for it. Errors are problem details (RFC 9457); 400 names each wrong field with what it must be.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [KeyName] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "cendra_ and 43 letters",
                    Description = $"A key that an owner makes on the connections page. It opens the bookings of its own connection, with the scopes that it was given: {string.Join(", ", ApiScopeNames.All)}.",
                },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var scope = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(d => d.Policy).OfType<string>().First();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyName, context.Document)] = [scope] }];
        operation.Description += $" Needs the scope {scope}.";
        operation.Parameters ??= [];
        switch (operation.OperationId)
        {
            case "listReservations":
                Ask(operation, "limit", ParameterLocation.Query, $"How many on a page; {ReservationReads.OnAPage} unless said.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{ReservationReads.MostOnAPage}" });
                Ask(operation, "cursor", ParameterLocation.Query, "The value of next in the page before.", new OpenApiSchema { Type = JsonSchemaType.String });
                Ask(operation, "changedSince", ParameterLocation.Query, "Those that a call changed at this moment or later.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
                Ask(operation, "status", ParameterLocation.Query, "Those of which a unit stands there.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ReservationReads.StatusWords.Select(w => (JsonNode)w)] });
                break;
            case "putReservation":
                await TakesAsync<ReservationBody>(operation, context, PutExample, ct);
                break;
            case "cancelReservation":
                await TakesAsync<CancelBody>(operation, context, CancelExample, ct);
                break;
        }

        TellHeaders(operation);
    }

    private static async Task TakesAsync<T>(OpenApiOperation operation, OpenApiOperationTransformerContext context, string example, CancellationToken ct)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "JSON in UTF-8, at most 256 KB. Fields that are not known are kept and change nothing.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaTypeNames.Application.Json] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, ct), Example = JsonNode.Parse(example) },
            },
        };
        Ask(operation, ApiCall.KeyHeader, ParameterLocation.Header, "Marks a call that may be repeated: the same key with the same request has the same result without a second effect, with another request it is 409. Kept for each connection.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 });
    }

    private static void Ask(OpenApiOperation operation, string name, ParameterLocation where, string what, OpenApiSchema schema) =>
        operation.Parameters!.Add(new OpenApiParameter { Name = name, In = where, Description = what, Required = false, Schema = schema });

    private static void TellHeaders(OpenApiOperation operation)
    {
        foreach (var (status, header, what) in new[]
        {
            ("201", "Location", "Where the reservation is read."), ("401", "WWW-Authenticate", "Bearer, with error=\"invalid_token\" where a key was sent."),
            ("403", "WWW-Authenticate", "Bearer with the scope that is missing."), ("429", "Retry-After", "Seconds until the next call is taken."),
        })
        {
            if (operation.Responses?.TryGetValue(status, out var response) == true && response is OpenApiResponse told)
            {
                told.Headers = new Dictionary<string, IOpenApiHeader> { [header] = new OpenApiHeader { Description = what, Schema = new OpenApiSchema { Type = JsonSchemaType.String } } };
            }
        }
    }
}
