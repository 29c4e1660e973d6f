using Cendra.Domain.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Cendra.Tests.Database;

public sealed class ModelWalkTests
{
    [Theory]
    [MemberData(nameof(MigrationTests.Providers), MemberType = typeof(MigrationTests))]
    public void The_model_has_one_cascade_path_at_most_and_keys_that_fit(DatabaseProvider provider)
    {
        using var db = OfflineContexts.Open(provider);
        Assert.Empty(ModelWalk.Faults(db.GetService<IDesignTimeModel>().Model, clusters: provider == DatabaseProvider.SqlServer));
    }

    [Fact]
    public void Two_cascade_paths_are_found() => Finds("Deleting from House reaches Door by more than one path or in a circle.", b =>
    {
        b.Entity<Floor>().HasOne<House>().WithMany().HasForeignKey(f => f.HouseId).OnDelete(DeleteBehavior.Cascade);
        b.Entity<Door>().HasOne<Floor>().WithMany().HasForeignKey(d => d.FloorId).OnDelete(DeleteBehavior.Cascade);
        b.Entity<Door>().HasOne<House>().WithMany().HasForeignKey(d => d.HouseId).OnDelete(DeleteBehavior.SetNull);
    });

    [Fact]
    public void A_circle_of_cascades_is_found() => Finds("Deleting from House reaches House by more than one path or in a circle.", b =>
    {
        b.Entity<Floor>().HasOne<House>().WithMany().HasForeignKey(f => f.HouseId).OnDelete(DeleteBehavior.Cascade);
        b.Entity<House>().HasOne<Floor>().WithMany().HasForeignKey(h => h.TopFloorId).OnDelete(DeleteBehavior.Cascade);
    });

    [Fact]
    public void An_unbounded_text_in_an_index_is_found() =>
        Finds("The key House (Name) holds Name, which has no length.", b => b.Entity<House>().HasIndex(h => h.Name));

    [Fact]
    public void A_key_that_is_too_wide_is_found()
    {
        Finds("The key House (Name) may take 1702 bytes of 1700.", b => b.Entity<House>(e =>
        {
            e.Property(h => h.Name).HasMaxLength(851);
            e.HasIndex(h => h.Name);
        }));
        Finds("The key House (Name) may take 902 bytes of 900.", b => b.Entity<House>(e =>
        {
            e.Property(h => h.Name).HasMaxLength(451);
            e.HasKey(h => h.Name);
        }));
    }

    [Fact]
    public void What_just_fits_is_let_through() => Assert.Empty(Walk(b => b.Entity<House>(e =>
    {
        e.Property(h => h.Name).HasMaxLength(450);
        e.HasKey(h => h.Name);
        e.HasIndex(h => h.Name);
    })));

    private static void Finds(string fault, Action<ModelBuilder> build) => Assert.Contains(fault, Walk(build));

    private static IReadOnlyList<string> Walk(Action<ModelBuilder> build)
    {
        using var db = new BadContext(build);
        return ModelWalk.Faults(db.GetService<IDesignTimeModel>().Model);
    }

    private sealed class BadContext(Action<ModelBuilder> build) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlServer("Server=unused").EnableServiceProviderCaching(false);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => build(modelBuilder);
    }

    private sealed class House
    {
        public int Id { get; set; }
        public string Name { get; set; } = "";
        public int? TopFloorId { get; set; }
    }

    private sealed class Floor
    {
        public int Id { get; set; }
        public int HouseId { get; set; }
    }

    private sealed class Door
    {
        public int Id { get; set; }
        public int FloorId { get; set; }
        public int? HouseId { get; set; }
    }
}
