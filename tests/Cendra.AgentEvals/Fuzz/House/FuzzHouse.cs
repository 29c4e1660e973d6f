using System.Text.Json;
using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Lifecycle.Reservations;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Pms;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.AgentEvals.Fuzz.House;

/// <summary>
/// A whole house in this process before virtual doors and phones, with a model of the test's behind the model's client. Guests' messages come in as signed webhooks, and everything up to the provider's wire is the
/// product's own; the jobs of a conversation are run one after the other, so that things can happen between them.
/// </summary>
internal sealed class FuzzHouse : IAsyncDisposable
{
    private static readonly DateTimeOffset Opens = new(2026, 5, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly Type[] Booking = [typeof(TakeReservationJob)];
    private static readonly Type[] Taking = [typeof(TakeGuestMessageJob)];
    private static readonly Type[] Answering = [typeof(AnswerGuestJob)];
    private static readonly Type[] Delivering = [typeof(DeliverMessageJob)];

    private FuzzHouse(int seed, HttpMessageHandler model)
    {
        Jobs = new FuzzJobs(text => Heard.Add("a job's arguments", text));
        Options = new PlayOptions(seed, Opens, FuzzPlaces.Plan())
        {
            Also = services =>
            {
                services.AddSingleton<IBackgroundJobClient>(Jobs);
                services.AddLogging(log => log.AddProvider(Heard).SetMinimumLevel(LogLevel.Debug));
                services.Configure<ChatModelOptions>(model => (model.Provider, model.Endpoint, model.Model, model.ConversationDayCalls, model.ConversationDayTokens, model.RetryDelay) =
                    (ChatModelProvider.OpenAI, new Uri("http://model.test/v1"), "double", int.MaxValue, long.MaxValue, TimeSpan.Zero));
                services.AddHttpClient(AgentSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => model).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
            },
        };
    }

    private PlayOptions Options { get; }

    public Heard Heard { get; } = new();

    public FuzzJobs Jobs { get; }

    /// <summary>The house under play.</summary>
    public PlayHouse Play { get; private set; } = null!;

    public DateTimeOffset NowUtc => Play.NowUtc;

    /// <summary>The guests of the play, each of another kind.</summary>
    public IReadOnlyList<Person> People { get; } =
    [
        Person.Of("Ada Quillfeather", "+34600000101", "IN-HOUSE", FuzzPlaces.First, 0, 11),
        Person.Of("Bruno Zanderlock", "+34600000102", "NEXT", FuzzPlaces.First, 11, 8),
        Person.Of("Carla Wimmerthal", "+34600000103", "BEFORE", FuzzPlaces.Second, 6, 9, "de"),
        Person.Of("Dario Oxenbridge", "+34600000104", "LEAVES", FuzzPlaces.Second, -1, 5),
        Person.Of("Elif Karabasmaz", "+34600000105", "CANCELLED", FuzzPlaces.First, 21, 4),
        Person.Of("Femke Druyvestein", "+34600000106", "ENDED", FuzzPlaces.First, -4, 3),
    ];

    /// <summary>Nobody knows this number.</summary>
    public const string Stranger = "+34611111111";

    /// <summary>Puts the house up, lets everything that is due happen, and stands at ten past check-in of the first guest.</summary>
    public static async Task<FuzzHouse> OpenAsync(int seed, HttpMessageHandler model, IReadOnlyList<string> poison)
    {
        var house = new FuzzHouse(seed, model);
        house.Play = await PlayHouse.OpenAsync(house.Options, CancellationToken.None);
        house.Play.Doors.DropNextCallbacks(int.MaxValue);
        await FuzzPlaces.FurnishAsync(house.Play, poison);
        foreach (var person in house.People)
        {
            await house.PmsSaysAsync(person);
        }

        house.People[4].Status = "cancelled";
        await house.PmsSaysAsync(house.People[4]);
        await house.WalkAsync(new DateTimeOffset(2026, 6, 1, 13, 10, 0, TimeSpan.Zero) - house.NowUtc);
        return house;
    }

    /// <summary>The PMS says what it knows of a booking now.</summary>
    public async Task PmsSaysAsync(Person person)
    {
        var body = JsonSerializer.Serialize(new
        {
            type = "reservation.upserted",
            reservation = new
            {
                externalId = person.Booking, version = ++person.Version, listingExternalId = person.Property, status = person.Status, checkIn = person.CheckIn, checkOut = person.CheckOut, notes = person.Notes,
                guest = new { name = person.Name, phone = person.Phone, email = person.Mail, language = person.Language, notes = person.Notes }, guests = 2,
            },
        });
        var answer = await Play.Doors.SendFromPmsAsync(new PmsMessage { Url = $"{PlaySettings.OwnUrl}/webhooks/pms/{PlaySettings.Pms}", Secret = PlaySettings.PmsSecret, Snapshot = body, WebhookId = $"msg_{person.Booking}_{person.Version}" });
        if (answer.Status is not (200 or 202))
        {
            throw new InvalidOperationException($"The house does not take the booking: {answer.Status} {answer.Body}");
        }

        await Jobs.RunAsync(Play.Services, Booking, [.. Answering, .. Delivering]);
    }

    /// <summary>A message arrives, signed, and is taken in; nobody answers yet.</summary>
    /// <returns>The provider's id of the message.</returns>
    public async Task<string> WritesAsync(string phone, string text, string? quotes = null)
    {
        var taken = await Play.Doors.PhoneWritesAsync(new PhoneText { From = phone, Body = text, Quotes = quotes, MediaContentType = text.Length == 0 ? "image/jpeg" : null });
        await Jobs.RunAsync(Play.Services, Taking, [.. Answering, .. Delivering]);
        return taken.MessageSid;
    }

    /// <summary>The pause after the last message is over: what waits is answered. Nothing has left yet.</summary>
    public async Task AnswerAsync()
    {
        Play.Time.MoveTo(NowUtc.AddSeconds(13));
        await Jobs.RunAsync(Play.Services, Answering, Delivering);
    }

    /// <summary>What was answered leaves, long answers in their parts.</summary>
    public async Task DeliverAsync()
    {
        Play.Time.MoveTo(NowUtc.AddSeconds(6));
        await Jobs.RunAsync(Play.Services, Delivering);
    }

    /// <summary>Time passes, and everything that is due on the way happens.</summary>
    public async Task WalkAsync(TimeSpan by)
    {
        Play.Walk.RowsChanged();
        await Play.Walk.ToAsync(NowUtc + by, CancellationToken.None);
        await Jobs.RunAsync(Play.Services, []);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Play.DisposeAsync();
        Heard.Dispose();
    }
}
