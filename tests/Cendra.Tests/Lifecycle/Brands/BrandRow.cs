using System.Text.Json;
using Cendra.Simulator.Locks;
using Cendra.Tests.Architecture;
using Xunit.Abstractions;

namespace Cendra.Tests.Lifecycle.Brands;

/// <summary>One make of locks as <c>brands.json</c> tells it: what its virtual door is like and what Cendra must make of it.</summary>
public sealed class BrandRow : IXunitSerializable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string Brand { get; set; } = "";
    public string Provider { get; set; } = "";
    public string Behaviour { get; set; } = "";
    public IReadOnlyList<int>? Lengths { get; set; }
    public IReadOnlyList<string>? Constraints { get; set; }
    public int? NameLongest { get; set; }

    /// <summary>Time frame options as Seam sends them.</summary>
    public JsonElement? Frames { get; set; }

    public bool ChoosesPin { get; set; }
    public bool UsedKnown { get; set; }
    public bool Spares { get; set; }

    /// <summary>Cendra does not know this make.</summary>
    public bool Unknown { get; set; }

    /// <summary>Until when on the last day the code opens; usually check-out and grace.</summary>
    public string Until { get; set; } = "11:30";

    /// <summary>Part of what a host is told once beforehand; empty = nothing.</summary>
    public string Told { get; set; } = "";

    public string Note { get; set; } = "";

    public LockBehaviour Kind => Enum.Parse<LockBehaviour>(Behaviour);

    public static IReadOnlyList<BrandRow> All() =>
        JsonSerializer.Deserialize<List<BrandRow>>(File.ReadAllText(Path.Combine(Repository.Root, "tests/Cendra.Tests/Lifecycle/Brands/brands.json")), Json)!;

    /// <summary>Its virtual door.</summary>
    public DoorOptions Door(string? zone) => new("door", "door", Kind, zone)
    {
        Provider = Provider,
        SupportedCodeLengths = Lengths,
        CodeConstraints = Constraints,
        MaxNameLength = NameLongest,
        HasBackupPool = Spares,
        ReportsCodeOnUnlock = UsedKnown,
        TimeFrameOptions = Frames?.GetRawText(),
    };

    public void Deserialize(IXunitSerializationInfo info)
    {
        var row = JsonSerializer.Deserialize<BrandRow>(info.GetValue<string>("row"), Json)!;
        foreach (var property in typeof(BrandRow).GetProperties().Where(p => p.CanWrite))
        {
            property.SetValue(this, property.GetValue(row));
        }
    }

    public void Serialize(IXunitSerializationInfo info) => info.AddValue("row", JsonSerializer.Serialize(this, Json));

    public override string ToString() => $"{Brand} {Note}".Trim();
}
