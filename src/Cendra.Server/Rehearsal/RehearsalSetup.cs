using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;
using Cendra.Messaging.Twilio;

namespace Cendra.Server.Rehearsal;

/// <summary>
/// Puts a made-up world in the place of Seam, Twilio and the PMS: an own process on loopback, real wire formats and signatures, so that everything else runs unchanged.
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
        Connect(builder.Configuration, doors.Url, secrets);
        builder.Services.AddSingleton(doors);
        builder.Services.AddHttpClient<SimulatorControl>();
        builder.Services.AddSingleton<RehearsalStage>().AddScoped<RehearsalPhones>();
        builder.Services.AddHostedService<RehearsalOpening>();
        return doors;
    }

    /// <summary>The pretended Twilio, and somebody to be called. Nothing here is real, so everything may leave.</summary>
    private static void Connect(ConfigurationManager configuration, Uri phones, RehearsalSecrets secrets)
    {
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.BaseUrl)}"] = phones.ToString();
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.ContentBaseUrl)}"] = phones.ToString();
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.MessagingBaseUrl)}"] = phones.ToString();
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.AccountSid)}"] = RehearsalPhones.Account;
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.AuthToken)}"] = secrets.TwilioToken;
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.WhatsAppFrom)}"] = RehearsalPhones.House;
        configuration[$"{TwilioOptions.Section}:{nameof(TwilioOptions.SmsFrom)}"] = RehearsalPhones.House;
        configuration["Outbound:Live"] = "true";
        configuration["Hosts:Notify:Name"] = RehearsalPhones.HostName;
        configuration["Hosts:Notify:Phone"] = RehearsalPhones.Host;
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
