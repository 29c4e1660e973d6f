using Cendra.Agent;
using Cendra.Knowledge;
using Cendra.Lifecycle;
using Cendra.Messaging;
using Cendra.Server;
using Cendra.Server.Commands;
using Cendra.Server.Console;
using Cendra.Server.Guests;
using Cendra.Server.Health;
using Cendra.Server.Rehearsal;
using Cendra.Server.Releases;
using Cendra.Server.Security;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ApplicationName = typeof(Program).Assembly.GetName().Name,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.WebHost.UseStaticWebAssets();
builder.AddHosting();

var installation = Installation.From(builder.Configuration, Directory.GetCurrentDirectory());
var command = CommandLine.Of(args);
await using var doors = command is null ? await builder.StartRehearsalAsync(installation) : builder.LeaveRehearsalClosed(installation);
builder.Services.AddStorage(builder.Configuration, installation);
builder.Services.AddJobs(builder.Configuration);
builder.Services.AddLifecycle(builder.Configuration);
builder.Services.AddKnowledge(builder.Configuration);
builder.Services.AddAgent(builder.Configuration);
builder.Services.AddMessaging(builder.Configuration);
builder.Services.AddSecurity();
builder.Services.AddHealth();
builder.Services.AddReleases();
builder.Services.AddConsole();
builder.Services.AddGuests();

var app = builder.Build();
await app.PrepareAsync(installation);
if (command is not null)
{
    Environment.ExitCode = await command.RunAsync(app.Services, app.Services.GetRequiredService<TextWriter>(), CancellationToken.None);
    return;
}

await app.ResumeClockAsync();
await app.ScheduleAsync();
app.UseSecurity();
app.MapHealth();
app.MapJobs();
app.MapSecurity();
app.MapLifecycle();
app.MapMessaging();
app.MapGuests();
app.MapConsole();
await app.RunAsync();

/// <summary>The process.</summary>
public partial class Program;
