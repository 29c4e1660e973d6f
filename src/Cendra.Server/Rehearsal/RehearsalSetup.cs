using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Server.Rehearsal;

/// <summary>
/// Puts a made-up world in the place of Seam and the PMS: an own process on loopback, real wire formats and signatures, so that everything else runs unchanged.
/// </summary>
public static class RehearsalSetup
{
    /// <summary>The connection of the pretended PMS.</summary>
    public const string Connection = "rehearsal";

    /// <summary>
    /// In rehearsal: starts the virtual doors and points the configuration at them. Null outside. The caller disposes the process.
    /// </summary>
    public static async Task<SimulatorProcess?> StartRehearsalAsync(this WebApplicationBuilder builder, Installation installation)
    {
        if (!installation.IsRehearsal)
        {
            return null;
        }

        var secrets = builder.ConfigureRehearsal(installation);
        var doors = await SimulatorProcess.StartAsync(Path.Combine(installation.DataFolder, "doors"), secrets);
        builder.Configuration[$"{SeamOptions.Section}:{nameof(SeamOptions.BaseUrl)}"] = doors.Url.ToString();
        builder.Configuration[$"{SeamOptions.Section}:{nameof(SeamOptions.ApiKey)}"] = secrets.SeamApiKey;
        builder.Services.AddSingleton(doors);
        builder.Services.AddHttpClient<SimulatorControl>();
        builder.Services.AddSingleton<RehearsalStage>();
        builder.Services.AddHostedService<RehearsalOpening>();
        return doors;
    }

    /// <summary>The pretended PMS's secret, for the server and for commands that play the PMS.</summary>
    public static RehearsalSecrets ConfigureRehearsal(this WebApplicationBuilder builder, Installation installation)
    {
        var secrets = RehearsalSecrets.LoadOrCreate(installation.DataFolder);
        builder.Configuration[$"Pms:Connections:{Connection}:Kind"] = "Signed";
        builder.Configuration[$"Pms:Connections:{Connection}:Secret"] = secrets.PmsSecret;
        return secrets;
    }

    /// <summary>A command runs beside a rehearsal: it may play the PMS, and starts no doors.</summary>
    public static SimulatorProcess? LeaveRehearsalClosed(this WebApplicationBuilder builder, Installation installation)
    {
        if (installation.IsRehearsal)
        {
            builder.ConfigureRehearsal(installation);
        }

        return null;
    }

    /// <summary>The stay clock takes over how far the virtual world had run ahead before this start.</summary>
    public static async Task ResumeClockAsync(this WebApplication app)
    {
        if (app.Services.GetService<SimulatorProcess>() is not null)
        {
            var time = await app.Services.GetRequiredService<SimulatorControl>().TimeAsync(CancellationToken.None);
            app.Services.GetRequiredService<StayClock>().MoveTo(time.NowUtc);
        }
    }
}
