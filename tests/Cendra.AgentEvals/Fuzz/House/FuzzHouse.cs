using System.Text.Json;
using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Reservations;
using Cendra.Messaging.Email;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Server.Rehearsal;
using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Pms;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.AgentEvals.Fuzz.House;

/// <summary>
/// A whole house in this process before virtual doors and phones, with a model of the test's behind the model's client. Guests' messages come in as signed webhooks, and everything up to the provider's wire is the
/// product's own; the jobs of a conversation are run one after the other, so that things can happen between them.
/// </summary>
internal sealed class FuzzHouse : IAsyncDisposable
{
    private static readonly DateTimeOffset Opens = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private const int MostSteps = 300;
    private static readonly Type[] Booking = [typeof(TakeReservationJob)];
    private static readonly Type[] Taking = [typeof(TakeGuestMessageJob), typeof(TakeMailJob)];
    private static readonly Type[] Answering = [typeof(AnswerGuestJob)];
    private static readonly Type[] Delivering = [typeof(DeliverMessageJob)];

    private static readonly Type[] OfTalks = [.. Answering, .. Delivering];

    private FuzzHouse(int seed, HttpMessageHandler model)
    {
        Jobs = new FuzzJobs(text => Heard.Add("a job's arguments", text));
        Options = new PlayOptions(seed, Opens, FuzzPlaces.Plan())
        {
            Settings = PlaySettings.OfMailbox("house@cendra.test"),
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

    /// <summary>Who acts for the house.</summary>
    public static readonly Guid Host = new("00000000-0000-7000-8000-00000000ab1e");

    /// <summary>Nobody knows this number.</summary>
    public const string Stranger = "+34611111111";

    /// <summary>Nor this address.</summary>
    public const string StrangersMail = "zora@else.example";

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
        for (var part = 0; part < 5; part++) // Somebody looks at each call: nobody is paged every five minutes for hours.
        {
            await house.WalkAsync(TimeSpan.FromMinutes(part == 0 ? 10 : 60));
            await house.SettleCallsAsync(_ => false);
        }

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

        await Jobs.RunAsync(Play.Services, Booking, OfTalks);
    }

    /// <summary>A message arrives, signed, and is taken in; nobody answers yet.</summary>
    /// <returns>The provider's id of the message.</returns>
    public async Task<string> WritesAsync(string phone, string text, string? quotes = null)
    {
        var taken = await Play.Doors.PhoneWritesAsync(new PhoneText { From = phone, Body = text, Quotes = quotes, MediaContentType = text.Length == 0 ? "image/jpeg" : null });
        await Jobs.RunAsync(Play.Services, Taking, OfTalks);
        return taken.MessageSid;
    }

    /// <summary>A mail arrives and is taken in; nobody answers yet.</summary>
    public async Task WritesAsync(PlayMail mail)
    {
        await Play.Mails.WriteAsync(mail, count: 1, CancellationToken.None);
        await Jobs.RunAsync(Play.Services, Taking, OfTalks);
    }

    /// <summary>The pause after the last message is over: what waits is answered. Nothing has left yet.</summary>
    public async Task AnswerAsync()
    {
        Play.Time.MoveTo(NowUtc.AddSeconds(13));
        await Jobs.RunAsync(Play.Services, Answering, OfTalks);
    }

    /// <summary>What was answered leaves, long answers in their parts.</summary>
    public async Task DeliverAsync()
    {
        Play.Time.MoveTo(NowUtc.AddSeconds(6));
        await Jobs.RunAsync(Play.Services, Delivering, OfTalks);
        Play.Time.MoveTo(NowUtc.AddSeconds(10));
        await Play.Doors.CatchUpAsync(); // The provider takes a moment to the phone.
    }

    /// <summary>The people of the house look at what they were called for; what is <paramref name="done"/> is done with.</summary>
    public async Task SettleCallsAsync(Predicate<Escalation> done)
    {
        await using var db = Play.Open();
        foreach (var call in await db.Escalations.Where(e => e.ResolvedUtc == null).OrderBy(e => e.RaisedUtc).ThenBy(e => e.Cause).ToListAsync())
        {
            if (done(call))
            {
                call.Resolve("host", "Done", NowUtc);
            }
            else if (call.AcknowledgedUtc is null)
            {
                call.Acknowledge(Host, RehearsalPhones.HostName, NowUtc);
            }
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Time passes, and everything that is due on the way happens.</summary>
    public async Task WalkAsync(TimeSpan by)
    {
        var until = NowUtc + by;
        Play.Walk.RowsChanged();
        for (var step = 0; NowUtc < until || step == 0; step++)
        {
            var next = await Play.Walk.NextUtcAsync(CancellationToken.None);
            if (step == MostSteps)
            {
                throw new InvalidOperationException($"Time does not pass: it is {NowUtc:u}, due next {next:u}. {await DueAsync()}");
            }

            await Play.Walk.StepToAsync(next < until ? next.Value : until, CancellationToken.None);
        }

        await Jobs.RunAsync(Play.Services, [], OfTalks);
    }

    /// <summary>What is due, for whoever reads a failure.</summary>
    private async Task<string> DueAsync()
    {
        var due = new List<string> { $"doors {Play.Doors.NextDueUtc():u}" };
        foreach (var source in Play.Services.GetServices<IDueSource>())
        {
            due.Add($"{source.GetType().Name} {await source.NextUtcAsync(CancellationToken.None):u}");
        }

        await using var db = Play.Open();
        due.AddRange((await db.Messages.AsNoTracking().Where(m => m.DueAtUtc != null).OrderBy(m => m.DueAtUtc).Take(5).ToListAsync()).Select(m => $"{m.Kind} {m.State} {m.DueAtUtc:u} {m.StateText}"));
        due.AddRange((await db.Escalations.AsNoTracking().Where(e => e.ResolvedUtc == null).OrderBy(e => e.RaisedUtc).Take(5).ToListAsync()).Select(e => $"{e.Title} {e.AcknowledgedUtc:u} {e.NextNoticeUtc:u}"));
        return string.Join("; ", due);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Play.DisposeAsync();
        Heard.Dispose();
    }
}
