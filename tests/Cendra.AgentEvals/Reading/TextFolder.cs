namespace Cendra.AgentEvals.Reading;

/// <summary>A folder of evaluations made of texts, gone when disposed.</summary>
internal sealed class TextFolder : IDisposable
{
    public const string World = """
        zone: Europe/Madrid
        starts: "2026-06-08 09:00"
        hosts:
          - { name: Ana, phone: "+34600000999" }
        identities:
          maria: { name: Maria Ruiz, phone: "+34600111222" }
        locks:
          flat: { name: Flat door, lengths: [6] }
        properties:
          casa:
            name: Casa
            doors: [flat]
            secrets: { wifi: { kind: wifi, secret: olmo-y-lirio } }
        bookings:
          R-1: { property: casa, guest: maria, check_in: 2026-06-09, check_out: 2026-06-12 }
        """;

    public const string Scenario = """
        id: one
        title: A guest asks how to get in
        world: { base: house, clock: "2026-06-09 15:10" }
        sender: { identity: maria }
        turns:
          - guest: "How do I get in?"
        checks:
          state: { codes: { R-1: "1" } }
          say: { must: ["{{code:R-1}}"], language: en }
          disclosure: allowed
        gold:
          - - call: GetAccessCode
            - say: "Your code is {{code}}."
              sources: [GetAccessCode]
        """;

    public TextFolder(string world = World, string scenario = Scenario, string group = "access")
    {
        Write("worlds/house.yaml", world);
        Write($"scenarios/{group}/one.yaml", scenario);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("cendra-evals-").FullName;

    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(file))!);
        System.IO.File.WriteAllText(File(file), text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
