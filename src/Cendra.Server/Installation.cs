namespace Cendra.Server;

/// <summary>
/// Where this process keeps its things, and whether anything here is real. Rehearsal is all or nothing: it has folders and keys of its own, and starts only
/// where no live connection is configured and the live data folder has never been used.
/// </summary>
public sealed record Installation
{
    private static readonly string[] LiveSettings = ["Seam:ApiKey", "Twilio:AccountSid", "Email:Imap:Host", "Email:Smtp:Host"];

    private Installation(string dataFolder, string keysFolder, bool isRehearsal) =>
        (DataFolder, KeysFolder, IsRehearsal) = (dataFolder, keysFolder, isRehearsal);

    /// <summary>Absolute. The SQLite file, the set-up link and, in rehearsal, the keys.</summary>
    public string DataFolder { get; }

    /// <summary>Absolute. Live it lies outside the data folder, so that a copy of the one does not open the other.</summary>
    public string KeysFolder { get; }

    /// <summary>Nothing here is real: no lock, no guest and no booking is touched.</summary>
    public bool IsRehearsal { get; }

    /// <summary>The file that says that live data has been kept here, whichever database holds it.</summary>
    private string LiveMarker => Path.Combine(DataFolder, "live");

    /// <summary>Decides once at start; relative folders count from <paramref name="currentFolder"/>. Touches no file.</summary>
    public static Installation From(IConfiguration configuration, string currentFolder)
    {
        var data = Path.GetFullPath(configuration["Data:Folder"] ?? "data", currentFolder);
        var keys = Path.GetFullPath(configuration["Keys:Folder"] ?? "keys", currentFolder);
        var live = new Installation(data, keys, isRehearsal: false);
        if (HasLiveConnection(configuration) || live.HasBeenUsed || configuration.GetValue<bool?>("Rehearsal:Enabled") == false)
        {
            return live;
        }

        var rehearsal = Path.Combine(data, "rehearsal");
        return new Installation(rehearsal, Path.Combine(rehearsal, "keys"), isRehearsal: true);
    }

    /// <summary>Makes the folders; a live one is marked as used for ever.</summary>
    public void Open()
    {
        Directory.CreateDirectory(DataFolder);
        if (!IsRehearsal && !File.Exists(LiveMarker))
        {
            File.WriteAllText(LiveMarker, "Live data of Cendra has been kept here. While this file exists no rehearsal starts beside it.\n");
        }
    }

    private bool HasBeenUsed => File.Exists(LiveMarker) || File.Exists(Path.Combine(DataFolder, "cendra.db"));

    private static bool HasLiveConnection(IConfiguration configuration) =>
        LiveSettings.Any(key => !string.IsNullOrWhiteSpace(configuration[key])) || configuration.GetSection("Pms:Connections").GetChildren().Any() || configuration.GetSection("Email:Mailboxes").GetChildren().Any();
}
