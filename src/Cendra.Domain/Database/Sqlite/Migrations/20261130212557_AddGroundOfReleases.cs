using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddGroundOfReleases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RunGround",
                table: "Releases",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RunLeftOut",
                table: "Releases",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RunModel",
                table: "Releases",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RunGround",
                table: "Releases");

            migrationBuilder.DropColumn(
                name: "RunLeftOut",
                table: "Releases");

            migrationBuilder.DropColumn(
                name: "RunModel",
                table: "Releases");
        }
    }
}
