"""Sets of areas with boundaries of one's own: GeoPackage, GeoJSON and Shapefile, as they come."""
